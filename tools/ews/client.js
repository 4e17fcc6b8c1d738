// A client of Exchange Web Services that is not ours: looks into a mailbox, sends, synchronises.
// Takes {"url", "user", "password", "to"} as JSON on standard input and prints what it saw.
const {
  BasePropertySet,
  EmailMessage,
  EventType,
  ExchangeService,
  ExchangeVersion,
  FolderId,
  ItemView,
  MessageBody,
  PropertySet,
  SyncFolderItemsScope,
  Uri,
  WebCredentials,
  WellKnownFolderName,
} = require("ews-javascript-api");

const INBOX = new FolderId(WellKnownFolderName.Inbox);
const IDS = new PropertySet(BasePropertySet.IdOnly);

async function play({ url, user, password, to }) {
  const service = new ExchangeService(ExchangeVersion.Exchange2016);
  service.Credentials = new WebCredentials(user, password);
  service.Url = new Uri(url);

  const found = await service.FindItems(WellKnownFolderName.Inbox, new ItemView(10));
  const pull = await service.SubscribeToPullNotifications([INBOX], 5, null, EventType.NewMail);

  const mail = new EmailMessage(service);
  mail.Subject = "Prøve";
  mail.Body = new MessageBody("Hej");
  mail.ToRecipients.Add(to);
  await mail.SendAndSaveCopy();

  const first = await synchronise(service, null);
  const events = await pull.GetEvents();
  await pull.Unsubscribe();
  return {
    subjects: found.Items.map((item) => item.Subject),
    changes: first.Count,
    more: first.MoreChangesAvailable,
    later: (await synchronise(service, first.SyncState)).Count,
    arrived: Array.from(events.ItemEvents).length,
  };
}

function synchronise(service, state) {
  return service.SyncFolderItems(INBOX, IDS, [], 10, SyncFolderItemsScope.NormalItems, state);
}

let asked = "";
process.stdin.on("data", (part) => (asked += part));
process.stdin.on("end", () =>
  play(JSON.parse(asked)).then(
    (seen) => process.stdout.write(JSON.stringify(seen)),
    (error) => {
      process.stderr.write(String(error.stack || error));
      process.exitCode = 1;
    },
  ),
);
