"""The few functions of PDFium that we call, declared by hand.

The package's own bindings declare some five hundred, which takes longer than reading ten pages.
"""

import ctypes
from ctypes import POINTER, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong
from ctypes import c_ushort as c_unit
from ctypes import c_void_p as c_thing
from typing import Any


class Box(ctypes.Structure):
    """FS_RECTF."""

    _fields_ = [(name, c_float) for name in ("left", "top", "right", "bottom")]


class Matrix(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = [(name, c_float) for name in "abcdef"]


#: what each gives, and what it takes
_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "FPDF_InitLibrary": (None, ()),
    "FPDF_LoadMemDocument64": (c_thing, (c_char_p, c_size_t, c_char_p)),
    "FPDF_GetLastError": (c_ulong, ()),
    "FPDF_GetPageCount": (c_int, (c_thing,)),
    "FPDF_LoadPage": (c_thing, (c_thing, c_int)),
    "FPDF_ClosePage": (None, (c_thing,)),
    "FPDF_GetPageWidthF": (c_float, (c_thing,)),
    "FPDF_GetPageHeightF": (c_float, (c_thing,)),
    "FPDFPage_CountObjects": (c_int, (c_thing,)),
    "FPDFPage_GetObject": (c_thing, (c_thing, c_int)),
    "FPDFPageObj_GetType": (c_int, (c_thing,)),
    "FPDFPageObj_GetBounds": (c_int, (c_thing, *[POINTER(c_float)] * 4)),
    "FPDFPath_GetDrawMode": (c_int, (c_thing, POINTER(c_int), POINTER(c_int))),
    "FPDFBitmap_CreateEx": (c_thing, (c_int, c_int, c_int, c_thing, c_int)),
    "FPDFBitmap_FillRect": (c_int, (c_thing, c_int, c_int, c_int, c_int, c_ulong)),
    "FPDFBitmap_Destroy": (None, (c_thing,)),
    "FPDF_RenderPageBitmap": (None, (c_thing, c_thing, *[c_int] * 6)),
    "FPDFText_LoadPage": (c_thing, (c_thing,)),
    "FPDFText_ClosePage": (None, (c_thing,)),
    "FPDFText_CountChars": (c_int, (c_thing,)),
    "FPDFText_GetText": (c_int, (c_thing, c_int, c_int, POINTER(c_unit))),
    "FPDFText_GetUnicode": (c_uint, (c_thing, c_int)),
    "FPDFText_GetTextObject": (c_thing, (c_thing, c_int)),
    "FPDFText_GetLooseCharBox": (c_int, (c_thing, c_int, POINTER(Box))),
    "FPDFText_GetCharOrigin": (c_int, (c_thing, c_int, POINTER(c_double), POINTER(c_double))),
    "FPDFText_GetFontSize": (c_double, (c_thing, c_int)),
    "FPDFText_GetMatrix": (c_int, (c_thing, c_int, POINTER(Matrix))),
    "FPDFText_GetFontWeight": (c_int, (c_thing, c_int)),
    "FPDFText_GetFontInfo": (c_ulong, (c_thing, c_int, c_thing, c_ulong, POINTER(c_int))),
}


def load(path: str) -> Any:
    """The library at a path, ready to be called."""
    library = ctypes.CDLL(path)
    for name, (gives, takes) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library
