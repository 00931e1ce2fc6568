"""The words of the planted corpus: invented people, places and reports, and letters that look like others."""

FIRST = """
    Abena Adrian Agnieszka Aisha Alistair Amara Anjali Beatrix Bogdan Bronwen Callum Catriona Chidi Clementine Darius
    Deepika Dmitri Edith Elif Eoghan Esme Fatima Fergus Gethin Giulia Gwendolyn Habib Hamish Hector Imogen Ioana Isaac
    Jasmine Jerome Jolanta Kenji Kieran Kofi Lakshmi Leopold Lucinda Magnus Marguerite Mehmet Nadia Ngozi Niamh Olga
    Oswald Parveen Percival Quentin Rashida Reuben Rosalind Saoirse Silvio Tabitha Tendai Theo Umar Ursula Vikram Wanda
    Xavier Yasmin Zachary Zuzanna Grace Rose Frank Will Mark
"""
LAST = """
    Abernethy Achterberg Adeyemi Ainsworth Balogun Bhattacharya Blenkinsop Boateng Braithwaite Cadwallader Chaudhary
    Chukwuma Cleverley Czarnecki Dalrymple Dhaliwal Dobrowolski Eccleston Ekwueme Fairweather Fazackerley
    Featherstone Gallacher Ghebreyesus Goonetilleke Grzegorczyk Haddad Hargreaves Heslop Iqbal Jaworska Kapoor
    Kavanagh Khatun Kowalczyk Laszlo Llewellyn Lovelock Mahmood McAllister Mbeki Nakamura Nwosu O'Shaughnessy
    Oyelaran Papadopoulos Pemberton Petrov Quarshie Rafferty Ramanathan Rosenthal Rutherford Sadowski Sengupta
    Silverwood Szymanski Thistlethwaite Tremayne Uddin Vasquez Villanueva Wainwright Wolstenholme Yeboah Zielinski
    Ellis Hughes Marsh Field Winter Brook
"""
PLACES = """
    Dunnock Lane|Pellow Street|Quayle Yard|Hesketh Terrace|Orrin House|Tarrant Mews|Brimble Close|Skelby Road|
    Wexcombe Arcade|Thornaby Passage|Ludwell Court|Fennimore Hall
"""
OTHERS = """
    Harbour Street|Castle Walk|Station Road|Market Hill|the bus station|the library|the market square|Priory Gardens|
    the leisure centre|the college|the mosque|the parish church|Bridge Street|the retail park
"""
BACKGROUND = """
    The operation was planned with the local neighbourhood team and will last one day.
    Signs will stand at every approach so that people can take another way if they wish.
    Officers spoke to traders in {other} and most were content with what is proposed.
    {person} of the residents' association asked that the results be published soon.
    Recorded robbery rose from {few} offences to {many} in the twelve weeks before this was written.
    A leaflet in four languages will be handed out at {other} from {time}.
    The community has not forgotten what happened in the spring, and trust is still low among young people.
    {person} rang on {date} and said that the vigil near {other} would be peaceful.
    There was no sign of tension in what was said openly on local social media.
    The camera will be turned off whenever the crowd is too dense for it to work well.
    We considered doing without it, but ordinary patrols would stop many more people on thinner grounds.
    Tension is expected to settle within a fortnight unless a stop goes wrong.
    The Independent Advisory Group asked for a uniformed officer who does nothing but answer questions.
    A head teacher at {other} raised the matter with the sergeant in charge at {time}.
    The figures are recorded crime and do not show what is never reported.
    {person} from the council will join the walk through {other} on {date}.
    Nobody under the age of eighteen is on the list unless an inspector agreed and wrote down why.
    The public sector equality duty applies throughout, and it was read again before this was signed.
    Some people said they would keep away from the town centre while the van was there.
    The next reassessment is due at {time} on {date}, or sooner if anything changes.
    About {many} people attended the meeting, and {few} of them spoke against the plan.
    The chair thanked everyone and asked that the officers return when the operation was over.
"""
AROUND = (
    "It was said that {form} had been seen again near the shops.",
    "The note of that evening names {form} and gives no reason.",
    "Nobody but {form} knew of it before the meeting, as far as can be told.",
    "A message that mentions {form} was passed on the same day.",
    "The sergeant wrote {form} in the margin and thought no more of it.",
)
HIDING = (
    "The person who told us was {thing}, and this must stay between us.",
    "We were told by {thing} on the second visit.",
    "The record gives {thing} here.",
)
LOOKS = {
    "a": "аɑα", "c": "сϲ", "e": "еҽ", "o": "оοօ0", "p": "рρ", "x": "хⅹ", "y": "уү", "i": "іⅰı1", "s": "ѕ5", "j": "ј",
    "h": "һհ", "l": "1Iӏ", "n": "ո", "u": "υս", "v": "ν", "w": "ԝ", "g": "ɡց", "d": "ԁ", "r": "г",
    "A": "АΑꓮ", "B": "ВΒ", "C": "СϹᏟ", "E": "ЕΕ", "G": "Ԍ", "H": "НΗ", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟ0",
    "P": "РΡ", "S": "Ѕ", "T": "ТΤ",
}  # fmt: skip
ROUGHLY = {"e": "єε", "k": "кκ", "m": "м", "n": "п", "t": "тτ", "A": "ᴀ", "L": "Լ"}
SAID_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
SAID_MONTHS = "January February March April May June July August September October November December"
UNITS = SAID_UNITS.split()
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MONTHS = SAID_MONTHS.split()
LETTERS = "abcdefghijklmnopqrstuvwxyz"
