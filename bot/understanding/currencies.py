"""How people write currencies: symbols, codes, names and slang."""

from __future__ import annotations

import re

DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "JMD", "TTD", "BBD", "BSD", "BZD", "FJD", "NAD", "XCD")
_SHARED: dict[str, tuple[str, ...]] = {  # one sign, several currencies: the usual one first, the reader's own wins
    "$": (*DOLLARS, "MXN", "ARS", "CLP", "COP"),
    "£": ("GBP", "EGP", "LBP"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "peso": ("MXN", "ARS", "CLP", "COP", "PHP", "UYU", "DOP"),
    "shilling": ("KES", "UGX", "TZS"),
    "dinar": ("KWD", "RSD", "JOD", "BHD", "TND", "DZD", "IQD"),
    "dirham": ("AED", "MAD"),
    "riyal": ("SAR", "QAR", "OMR", "YER"),
    "franc": ("CHF", "XOF", "XAF", "RWF"),
}

_SYMBOLS = {
    "$": "$", "£": "£", "¥": "¥", "€": "EUR", "₹": "INR", "₽": "RUB", "₴": "UAH", "₪": "ILS", "₺": "TRY",
    "₩": "KRW", "₦": "NGN",
    "₱": "PHP", "₫": "VND", "฿": "THB", "₡": "CRC", "₲": "PYG", "₵": "GHS", "₸": "KZT", "₾": "GEL", "₼": "AZN",
    "₨": "rs", "৳": "BDT",
    "֏": "AMD", "₭": "LAK", "៛": "KHR", "₮": "MNT", "﷼": "riyal", "￥": "¥", "＄": "$", "￡": "£",
}  # fmt: skip
_PREFIXED_DOLLARS = {
    "us$": "USD", "u$s": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "can$": "CAD", "nz$": "NZD",
    "s$": "SGD",
    "sg$": "SGD", "hk$": "HKD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "ar$": "ARS", "j$": "JMD", "tt$": "TTD",
    "cn¥": "CNY",
    "jp¥": "JPY", "e£": "EGP", "usd$": "USD", "cad$": "CAD", "aud$": "AUD",
}  # fmt: skip
_LETTERED = {  # written before the amount, or behind it
    "rs": "rs", "rs.": "rs", "inr": "INR", "rm": "MYR", "rp": "IDR", "rp.": "IDR", "kr": "kr", "kr.": "kr",
    "zł": "PLN", "zl": "PLN",
    "kč": "CZK", "kc": "CZK", "ft": "HUF", "lei": "RON", "лв": "BGN", "руб": "RUB", "грн": "UAH", "tl": "TRY",
    "fr.": "CHF", "sfr": "CHF",
    "s/": "PEN", "s/.": "PEN", "ksh": "KES", "kshs": "KES", "ush": "UGX", "ugx": "UGX", "tsh": "TZS", "gh₵": "GHS",
    "nis": "ILS",
    "dhs": "AED", "dh": "dirham", "sar": "SAR", "qar": "QAR", "rmb": "CNY", "元": "CNY", "円": "JPY", "원": "KRW",
    "din": "RSD", "₤": "GBP",
    "tk": "BDT", "tk.": "BDT", "php": "PHP", "lkr": "LKR", "fcfa": "XOF", "cfa": "XOF",
}  # fmt: skip
_NAMES = {  # only behind the amount ("50 rand"), so that ordinary words stay words
    "dollar": "$", "dollars": "$", "dollers": "$", "bucks": "$", "buck": "$", "bux": "$", "us dollars": "USD",
    "us dollar": "USD",
    "american dollars": "USD", "canadian dollars": "CAD", "australian dollars": "AUD", "aussie dollars": "AUD",
    "nz dollars": "NZD",
    "kiwi dollars": "NZD", "singapore dollars": "SGD", "hong kong dollars": "HKD", "euro": "EUR", "euros": "EUR",
    "eur": "EUR",
    "pound": "£", "pounds": "£", "pounds sterling": "GBP", "sterling": "GBP", "quid": "GBP", "british pounds": "GBP",
    "egyptian pounds": "EGP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "won": "KRW", "rupee": "rs",
    "rupees": "rs",
    "indian rupees": "INR", "pakistani rupees": "PKR", "rupiah": "IDR", "ringgit": "MYR", "baht": "THB",
    "dong": "VND", "taka": "BDT",
    "peso": "peso", "pesos": "peso", "mexican pesos": "MXN", "argentine pesos": "ARS", "chilean pesos": "CLP",
    "colombian pesos": "COP",
    "philippine pesos": "PHP", "piso": "PHP", "real": "BRL", "reais": "BRL", "reals": "BRL", "soles": "PEN",
    "rand": "ZAR", "rands": "ZAR",
    "naira": "NGN", "cedi": "GHS", "cedis": "GHS", "shilling": "shilling", "shillings": "shilling", "bob": "KES",
    "birr": "ETB",
    "dirham": "dirham", "dirhams": "dirham", "riyal": "riyal", "riyals": "riyal", "rial": "riyal",
    "dinar": "dinar", "dinars": "dinar",
    "shekel": "ILS", "shekels": "ILS", "lira": "TRY", "liras": "TRY", "zloty": "PLN", "zlotys": "PLN",
    "zlotych": "PLN", "złoty": "PLN",
    "złotych": "PLN", "koruna": "CZK", "korun": "CZK", "forint": "HUF", "forints": "HUF", "leu": "RON",
    "leva": "BGN", "lev": "BGN",
    "ruble": "RUB", "rubles": "RUB", "roubles": "RUB", "hryvnia": "UAH", "hryvnias": "UAH", "tenge": "KZT",
    "lari": "GEL", "dram": "AMD",
    "franc": "franc", "francs": "franc", "swiss francs": "CHF", "franken": "CHF", "krona": "kr", "kronor": "kr",
    "krone": "kr",
    "kroner": "kr", "swedish kronor": "SEK", "norwegian kroner": "NOK", "danish kroner": "DKK", "canadian": "CAD",
    "aussie": "AUD",
}  # fmt: skip
# Codes that may be written small; others ("ALL", "TOP", "TRY", "MAD") are words of everyday English unless in capitals.
_CODES = [
    "USD",
    "EUR",
    "GBP",
    "CHF",
    "CAD",
    "AUD",
    "NZD",
    "SGD",
    "HKD",
    "TWD",
    "JPY",
    "CNY",
    "KRW",
    "INR",
    "PKR",
    "BDT",
    "LKR",
    "NPR",
    "IDR",
    "MYR",
    "PHP",
    "THB",
    "VND",
    "NGN",
    "GHS",
    "KES",
    "UGX",
    "TZS",
    "ZAR",
    "EGP",
    "ETB",
    "XOF",
    "XAF",
    "RWF",
    "BRL",
    "MXN",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "UYU",
    "DOP",
    "CRC",
    "JMD",
    "TTD",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "RSD",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "UAH",
    "RUB",
    "KZT",
    "GEL",
    "AMD",
    "AZN",
    "ILS",
    "AED",
    "SAR",
    "QAR",
    "KWD",
    "OMR",
    "BHD",
    "JOD",
    "DZD",
    "TND",
]
_CAPITAL_CODES = ("TRY", "MAD", "ALL", "BAM", "MOP", "CUP", "TOP")

SIGNS: dict[str, str] = {
    "r": "ZAR",
    **_SYMBOLS,
    **_PREFIXED_DOLLARS,
    **_LETTERED,
    **_NAMES,
    **{code.lower(): code for code in (*_CODES, *_CAPITAL_CODES)},
}


def _either(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_codes = "|".join(_CODES)
_capitals = "|".join(_CAPITAL_CODES)
BEFORE = (
    rf"(?:{_either(_PREFIXED_DOLLARS)}|(?<![^\W_])(?-i:R)(?=\s?\d\d)|(?<![^\W\d_])(?:{_either(_LETTERED)}"
    rf"|{_codes}|(?-i:{_capitals}))\s?[$£€]?"
    rf"|{_either(_SYMBOLS)})"
)
AFTER = (
    rf"(?:{_either(_SYMBOLS)}(?!\s?\d)|(?:{_either(_NAMES)}|{_either(_LETTERED)}|{_codes}|(?-i:{_capitals}))(?![^\W_])"
    rf"|[$]\s?(?:{_codes}))"
)


def currency_of(sign: str, usual: str) -> str | None:
    """The ISO code behind a sign as it was written; `usual` settles what several countries share."""
    key = " ".join(sign.lower().split())
    meant = SIGNS.get(key) or SIGNS.get(key.rstrip("$£€ ")) or SIGNS.get(key.lstrip("$ "))
    if meant is None:
        return None
    shared = _SHARED.get(meant)
    if shared is None:
        return meant
    return usual if usual in shared else shared[0]


_PLACES: dict[str, dict[str, str]] = {  # sign -> currency -> places that settle it, whatever is usual here
    "kr": {
        "SEK": "sweden|swedish|sverige|stockholm|gothenburg|göteborg|malmö|uppsala|lund",
        "NOK": "norway|norwegian|norge|oslo|bergen|trondheim|stavanger|tromsø",
        "DKK": "denmark|danish|danmark|copenhagen|københavn|aarhus|odense|aalborg",
        "ISK": "iceland|icelandic|ísland|reykjav[ií]k",
    },
    "rs": {
        "PKR": "pakistan|karachi|lahore|islamabad|rawalpindi|faisalabad|peshawar",
        "LKR": "sri\\s+lanka|colombo|kandy|galle",
        "NPR": "nepal|kathmandu|pokhara",
        "MUR": "mauritius|port\\s+louis",
        "INR": "india|mumbai|delhi|bangalore|bengaluru|hyderabad|chennai|pune|kolkata|jaipur|ahmedabad",
    },
    "peso": {
        "PHP": "philippines|manila|cebu|davao|quezon|makati",
        "ARS": "argentina|buenos\\s+aires|rosario|c[oó]rdoba",
        "CLP": "chile|santiago|valpara[ií]so",
        "COP": "colombia|bogot[aá]|medell[ií]n|cali",
        "UYU": "uruguay|montevideo",
        "DOP": "dominican|santo\\s+domingo",
        "MXN": "m[eé]xico|cdmx|guadalajara|monterrey|tijuana",
    },
    "shilling": {"UGX": "uganda|kampala", "TZS": "tanzania|dar\\s+es\\s+salaam|arusha", "KES": "kenya|nairobi|mombasa"},
    "dinar": {
        "RSD": "serbia|belgrade|beograd|novi\\s+sad",
        "JOD": "jordan|amman",
        "BHD": "bahrain|manama",
        "TND": "tunisia|tunis",
        "DZD": "algeria|algiers",
        "IQD": "iraq|baghdad",
        "KWD": "kuwait",
    },
    "dirham": {"MAD": "morocco|casablanca|marrakech|rabat", "AED": "dubai|abu\\s+dhabi|uae|emirates|sharjah"},
    "riyal": {"QAR": "qatar|doha", "OMR": "oman|muscat", "YER": "yemen|sanaa", "SAR": "saudi|riyadh|jeddah|dammam"},
    "franc": {
        "XOF": "senegal|dakar|abidjan|ivory\\s+coast|côte\\s+d'ivoire|mali|bamako|benin|cotonou|togo|lom[eé]",
        "XAF": "cameroon|douala|yaound[eé]|gabon|libreville",
        "RWF": "rwanda|kigali",
        "CHF": "swiss|switzerland|z[uü]rich|geneva|basel|lausanne",
    },
    "£": {"EGP": "egypt|cairo|alexandria|giza", "LBP": "lebanon|beirut"},
    "¥": {"CNY": "china|beijing|shanghai|shenzhen|guangzhou|taobao|wechat|rmb|yuan", "JPY": "japan|tokyo|osaka|kyoto"},
}
_PLACE_PATTERNS = {
    sign: tuple((code, re.compile(rf"\b(?:{places})\b")) for code, places in by_code.items())
    for sign, by_code in _PLACES.items()
}
# Crowns: little words that only one of the languages has.
_CROWN_WORDS = (
    ("SEK", re.compile(r"\b(?:för|och|jag|ett|inte|logga|hemsida|behöver|till|mitt)\b")),
    ("DKK", re.compile(r"\b(?:af|hjemmeside|mig|jeres|brug\s+for|min\s+butik)\b")),
    ("NOK", re.compile(r"\b(?:av|nettside|meg|deres|trenger|til\s+min\s+bedrift)\b")),
)
_SCANDINAVIAN = re.compile(r"\b(?:for\s+(?:en|et)|en|et|og|jeg|til|ikke|med|det)\b")


def usual_around(text: str, sign: str, start: int, end: int) -> str | None:
    """The currency that a text in small letters settles for a sign of several countries, None where it settles nothing:
    by a place that it names, or, for crowns, by its language and by how the amount is written."""
    meant = SIGNS.get(" ".join(sign.lower().split()))
    if meant not in _PLACE_PATTERNS:
        return None
    named = [code for code, pattern in _PLACE_PATTERNS[meant] if pattern.search(text)]
    if named:
        return named[0] if len(named) == 1 else None
    if meant != "kr":
        return None
    spoken = next((code for code, pattern in _CROWN_WORDS if pattern.search(text)), None)
    if spoken or not _SCANDINAVIAN.search(text):
        return spoken
    if re.match(r"\s*kr", text[start:end]):
        return "NOK"  # Norwegians write the sign in front
    return "DKK" if re.search(r"\d\.\d{3}", text[start:end]) else None  # Danes put a point between the thousands
