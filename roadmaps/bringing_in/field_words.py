"""By which words the columns of people's tables, and the labels in their texts, are known as fields of a kind."""

from collections.abc import Callable, Mapping, Sequence

from roadmaps.roadmap.table import ROADMAP

Translate = Callable[[str], str]
# Besides the fields of the kinds: who leads and takes part, from when to when, and a value with its unit and year.
LEAD, PARTNERS, CONSULTED, INFORMED, PERIOD = "+lead", "+partners", "+consulted", "+informed", "+period"
READ_BY_TABLE = ("goal_conflict", "milestone", "activity", "indicator", "need", "goal")

_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "activity": {
        "title": ("aktivitet", "aktiviteter", "insats", "insatser", "åtgärd", "åtgärder", "activity", "measure", "action", "vad", "what"),
        LEAD: ("ansvarig", "ansvar", "ansvariga", "ansvarig aktör", "ansvarig organisation", "huvudansvarig", "huvudansvar", "leder", "ledare", "ägare", "projektägare", "vem", "responsible", "lead", "leads", "leader", "owner", "led by", "who", "föreslås leda", "proposed to lead"),
        PARTNERS: ("medverkar", "medverkande", "deltar", "deltagare", "samverkan", "samarbetspart", "samarbetsparter", "samverkanspart", "samverkansparter", "övriga aktörer", "aktörer", "partners", "partner", "takes part", "participants", "with", "tar del"),
        CONSULTED: ("rådfrågas", "is consulted", "consulted"),
        INFORMED: ("informeras", "is informed", "informed"),
        PERIOD: ("tidplan", "tidsplan", "tid", "när", "period", "tidsperiod", "genomförande", "genomförs", "tidpunkt", "år", "time", "when", "schedule", "timing", "timeline"),
        "start": ("start", "startar", "börjar", "startdatum", "från", "påbörjas", "starts", "from", "begins"),
        "end": ("slut", "slutar", "slutdatum", "till", "klart", "klar", "avslutas", "senast", "deadline", "ends", "end", "to", "until", "by"),
        "status": ("status", "läge", "state"),
        "funding": ("finansiering", "finansiär", "finansieras av", "medel", "budget", "kostnad", "resurser", "funding", "financing", "cost"),
        "level": ("nivå", "nivå i pyramiden", "level"),
        "places": ("kommun", "kommuner", "plats", "var", "geografi", "municipality", "municipalities", "where"),
        "output": ("resultat", "förväntat resultat", "leverans", "utfall", "output", "result", "deliverable"),
        "goal": ("mål", "delmål", "bidrar till mål", "bidrar till", "hör till mål", "goal", "objective"),
        "text": ("beskrivning", "innehåll", "hur", "kommentar", "kommentarer", "description", "comment", "comments", "how"),
    },
    "indicator": {
        "title": ("indikator", "indikatorer", "nyckeltal", "mått", "mätetal", "kpi", "indicator", "measure", "key figure"),
        "unit": ("enhet", "måttenhet", "unit"),
        "baseline": ("basvärde", "utgångsvärde", "startvärde", "nuläge", "utgångsläge", "basår", "baseline", "starting value"),
        "baseline_year": ("basår", "utgångsår", "baseline year"),
        "target": ("målvärde", "målnivå", "mål", "önskat läge", "target", "target value"),
        "target_year": ("målår", "senast", "target year"),
        "source": ("källa", "datakälla", "källor", "source", "data source"),
        "frequency": ("frekvens", "mätfrekvens", "hur ofta", "uppföljning", "mäts", "frequency", "how often"),
        "responsible": ("ansvarig", "ansvar", "responsible"),
        "measures": ("mäter mål", "hör till mål", "aktivitet", "measures goal"),
        "text": ("beskrivning", "kommentar", "definition", "description", "comment"),
    },
    "goal": {
        "title": ("mål", "delmål", "målsättning", "goal", "objective", "sub-goal"),
        "horizon": ("år", "målår", "senast", "tidplan", "när", "year", "by", "horizon"),
        "rationale": ("motiv", "motivering", "varför", "why", "rationale"),
        "serves": ("koppling till rus", "bidrar till rus", "rus", "koppling till den regionala utvecklingsstrategin", "agenda 2030"),
        "answers": ("behov", "svarar mot behov", "utmaning", "need", "needs"),
        "text": ("beskrivning", "innebörd", "kommentar", "description", "comment"),
    },
    "need": {
        "title": ("behov", "utmaning", "utmaningar", "need", "challenge"),
        "source": ("källa", "källor", "underlag", "source"),
        "text": ("beskrivning", "konsekvens", "konsekvenser", "kommentar", "description", "comment"),
    },
    "milestone": {
        "title": ("milstolpe", "milstolpar", "delsteg", "hållpunkt", "milestone"),
        "due": ("datum", "när", "klart", "klar", "senast", "tidpunkt", "tidplan", "date", "due", "when", "by"),
        "criterion": ("kriterium", "kriterier", "mått", "criterion"),
    },
    "goal_conflict": {
        "title": ("målkonflikt", "målkonflikter", "konflikt", "intressekonflikt", "goal conflict", "conflict"),
        "handling": ("hantering", "hanteras", "hur den hanteras", "hur hanteras den", "åtgärd", "lösning", "handling", "how it is handled"),
        "against": ("mot", "motpart", "against"),
        "alternatives": ("alternativ", "alternatives"),
        "owner": ("ansvarig", "ägare", "owner", "responsible"),
        "next_review": ("nästa avstämning", "följs upp", "next review"),
        "text": ("beskrivning", "vad den består i", "description"),
    },
    "vision": {"year": ("år", "year")},
}  # fmt: skip


def fields_meant(kind: str, labels: Sequence[str], translates: Sequence[Translate]) -> list[str]:
    """The field that each label names, each at most once; empty where it means nothing for the kind."""
    known = _known(kind, translates)
    found: list[str] = []
    for label in labels:
        name = known.get(folded(label), "")
        if name in found and name == "baseline" and "baseline_year" not in found:
            name = "baseline_year"
        found.append("" if name in found else name)
    return found


def folded(label: str) -> str:
    """For comparing what people type."""
    return " ".join(label.replace("*", "").casefold().split()).strip(" :?.")


def _known(kind: str, translates: Sequence[Translate]) -> Mapping[str, str]:
    """This site's own labels come first, as its papers say them."""
    found = {word: name for name, words in _WORDS.get(kind, {}).items() for word in reversed(words)}
    for name, ask in ROADMAP[kind].asks().items():
        if ask.widget != "hidden":
            found |= {folded(translate(ask.label)): name for translate in translates}
    return found


def kind_of_table(heads: Sequence[str], translates: Sequence[Translate]) -> str:
    """Whose table it is: that of the kind whose title stands first, with another column at least that is known."""
    named = [head for head in heads if folded(head) not in {"", "nr", "nr.", "#", "no", "no.", "id"}]
    best, most = "", 1
    for kind in READ_BY_TABLE:
        fields = fields_meant(kind, named, translates)
        known = sum(map(bool, fields))
        if fields and fields[0] == "title" and known > most:
            best, most = kind, known
    return best
