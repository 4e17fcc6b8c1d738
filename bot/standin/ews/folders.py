"""GetFolder, FindFolder, CreateFolder.

https://learn.microsoft.com/exchange/client-developer/web-service-reference/getfolder-operation
https://learn.microsoft.com/exchange/client-developer/web-service-reference/findfolder-operation
https://learn.microsoft.com/exchange/client-developer/web-service-reference/createfolder-operation
"""

from xml.etree.ElementTree import Element

from bot.standin.ews.exchange import Caller
from bot.standin.ews.paging import page
from bot.standin.ews.shapes import folder_id, shape, tell_folder
from bot.standin.ews.soap import each, find_all, m, needed, t, words
from bot.standin.ews.store import Folder, Mailbox


def get_folder(caller: Caller, request: Element) -> list[Element]:
    """Tell of folders by their ids."""
    wanted = shape(request, "m:FolderShape")

    def told(named: Element) -> list[Element]:
        mailbox, folder = caller.folder(named)
        return [m("Folders", tell_folder(folder, mailbox, wanted))]

    return each("GetFolder", needed(request, "m:FolderIds"), told)


def find_folder(caller: Caller, request: Element) -> list[Element]:
    """List the folders in folders, deep or not."""
    wanted = shape(request, "m:FolderShape")
    deep = request.get("Traversal") == "Deep"

    def told(named: Element) -> list[Element]:
        mailbox, parent = caller.folder(named)
        found, paging = page(request, "m:IndexedPageFolderView", _within(mailbox, parent, deep))
        listed = t("Folders", *(tell_folder(one, mailbox, wanted) for one in found))
        return [m("RootFolder", listed, **paging)]

    return each("FindFolder", needed(request, "m:ParentFolderIds"), told)


def create_folder(caller: Caller, request: Element) -> list[Element]:
    """Make folders below one."""
    (parent_named,) = needed(request, "m:ParentFolderId")

    def told(one: Element) -> list[Element]:
        mailbox, parent = caller.folder(parent_named)
        made = mailbox.add_folder(words(one, "t:DisplayName") or "", parent.folder_id)
        return [m("Folders", t("Folder", folder_id(made.folder_id)))]

    return each("CreateFolder", find_all(request, "m:Folders/t:Folder"), told)


def _within(mailbox: Mailbox, parent: Folder, deep: bool) -> list[Folder]:
    found = []
    for one in mailbox.folders.values():
        if one.parent_id == parent.folder_id:
            found.append(one)
            found += _within(mailbox, one, deep) if deep else []
    return found
