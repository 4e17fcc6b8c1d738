"""Gives everybody in invented minutes another name: full names, first names and initials."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: first names and the rest of the name, by where such names are from; no two make a known person
ORIGINS: dict[str, tuple[str, str]] = {
    "arabic": (
        "Nour Khaldun Maryam Tariq Layla Suhayb Yasmina Faruq Hala Idris Rim Anwar Dunya Jamil"
        " Salma Rashid Amina Bilal Widad Munir Ghada Karim Zaynab Hisham",
        "al-Rashidi|El-Khatib|Haddadin|ibn Yusuf Marwani|Al-Tamimi|Bouzidi|Abu Sharar|Suleimani",
    ),
    "turkish": (
        "Çağla İbrahim Şule Gökhan Özlem Ümit Ayşegül Serkan Tuğçe Cem Nilüfer Barış Gülşen Kağan"
        " Müge Onur Pınar Yiğit Sıla Doğan Ebru Taylan Işıl Çetin",
        "Yılmazer|Öztürkoğlu|Karagözlü|Ünalmış|Şahinbaş|Çelikkaya|Güneşdoğdu|Işıkçı",
    ),
    "polish": (
        "Świętosława Łukasz Żaneta Zbigniew Małgorzata Krzysztof Agnieszka Wojciech Grażyna Jędrzej"
        " Elżbieta Stanisław Katarzyna Mieczysław Bożena Tadeusz Zofia Przemysław Urszula Sławomir"
        " Jadwiga Bartłomiej Ewelina Ryszard",
        "Grześkowiak|Brzęczyk|Wójcicka|Dąbek|Szczęsny|Ćwiklińska|Żurawski|Pawłowicz-Kruk",
    ),
    "somali": (
        "Cabdi Hodan Faadumo Xasan Ayaan Warsame Sagal Guuleed Ifrah Liibaan Deeqa Yuusuf Ubax"
        " Cawaale Khadra Mahad Nasteexo Bashiir Idil Samatar Hibaaq Ciise Raxma Dalmar",
        "Maxamed Nuur|Ciise Warfa|Cali Faarax|Jaamac|Xuseen Cige|Aadan|Diiriye Samatar|Bulhan",
    ),
    "tamil": (
        "Thirunavukkarasu Kavitha Sivakumar Meenakshi Rajendran Tharshini Balakrishnan Nirmala"
        " Suthakaran Vasanthi Yogarajah Pirashanthi Arulmozhi Kanmani Selvarajah Abirami Jeyanthan"
        " Sulochana Muralitharan Thenmozhi Ganeshan Anushka Logeswaran Prema",
        "Sivapalan|Rajeswaran|Balasubramaniam|Kandasamy|Thambirajah|Nadesan|Velupillai|Ponnampalam",
    ),
    "greenlandic": (
        "Aviâja Aqqaluk Pipaluk Nuka Ivalu Inuuteq Naasu Minik Paninnguaq Malik Arnaq Qillaq"
        " Tukummeq Ujarneriaq Najaaraq Angutimmarik Uiloq Salik Navarana Piitaaraq Aviaq Kunuk"
        " Sikki Miki",
        "Kleistersen|Olsvig Kreutz|Qaavigaq|Petrussen-Lynge|Kûitse|Brandt Inûsuttoq|Ûssing",
    ),
    "double-barrelled": (
        "Anne-Grethe Karl-Emil Bente-Marie Jens-Otto Rose-Marie Hans-Jacob Ida-Louise Per-Olof"
        " Eva-Lena Carl-Adam Inger-Lise Poul-Verner Mette-Sif Knud-Aage Ulla-Britt Leif-Egon"
        " Lis-Karin Kaj-Ove Ella-Sofie Ernst-Viggo Sara-Maj Finn-Erik Thea-Rosa Ole-Henrik",
        "Holm-Sandager|Bay-Lundstrup|Krogh-Vestermark|Thune-Ebdrup|Friis-Hauglund|Dam-Østerby",
    ),
    "particles": (
        "Maria Joachim Sofia Leonardo Charlotte Diederik Beatriz Wolfgang Fleur Matteo Ines Thijs"
        " Camille Gonzalo Liesbeth Henrique Chiara Ruben Valeria Maarten Noemi Rafael Anouk Teo",
        "de la Cruz Ortega|van der Waal|dos Santos Lima|di Marcantonio|von Bergheim|van den Broeck"
        "|da Silveira|zu Rantzenau|le Guennec|del Castillo",
    ),
    "ends like a noun": (
        "Karsten Esben Bente Henning Else Inger Ditte Torben Kirsten Morten Annette Preben Ellen"
        " Jesper Margit Anders Birgitte Steffen Elisabet Rasmus Ingen-Lise Flemming Merete Dagmar",
        "Stenderup|Ravnsborgen|Skovhuset Bang|Fredningsted|Mølleengen|Havnsholmen",
    ),
}


@dataclass(frozen=True)
class Swap:
    """Old full names with the new ones."""

    names: dict[str, str]

    def owner(self, name: str | None) -> str | None:
        """Whom this owner is after the swap; roles and lone first names too."""
        if name is None or name in self.names:
            return self.names.get(name or "", None)
        return self.text(name)

    def text(self, text: str) -> str:
        """The text with everybody's new name."""
        pairs = list(_spellings(self.names))
        pattern = "|".join(re.escape(old) for old, _ in pairs)
        new = dict(pairs)
        return re.sub(
            rf"(?<![\w@.-])(?:{pattern})(?=s?(?![\w@-]))", lambda match: new[match.group()], text
        )


def swap_for(people: Sequence[str], origin: str) -> Swap:
    """New names for these people, all first names and initials different."""
    firsts, rests = ORIGINS[origin][0].split(), ORIGINS[origin][1].split("|")
    same = {first_of(name) for name in people}
    assert len(same) <= len(firsts)
    fresh = dict(zip(sorted(same), firsts, strict=False))  # who shared a first name still does
    names = {}
    for number, name in enumerate(people):
        lone = len(name.split()) == 1
        rest = rests[(number + number // len(rests)) % len(rests)]
        names[name] = fresh[first_of(name)] + ("" if lone else f" {rest}")
    return Swap(names)


def first_of(name: str) -> str:
    """The first name, also where it is two words of which the text uses both."""
    return name.split()[0]


def _spellings(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every way a name is written, the longest first, with what it becomes."""
    found: dict[str, str] = {}
    for old, new in names.items():
        found[old] = new
        tokens = old.split()
        for count in range(len(tokens) - 1, 0, -1):
            found.setdefault(" ".join(tokens[:count]), first_of(new))
        if len(tokens) > 1:
            found.setdefault(tokens[-1], new.split()[-1])
    yield from sorted(found.items(), key=lambda pair: -len(pair[0]))
