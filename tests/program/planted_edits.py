"""Sites of random words, and edits of one class each that are planted into them."""
import copy
import os
import random

# Of several scripts: with spaces, without, and from the right.
LATIN = ("data policy test measure server client network user research public open license address privacy "
         "archive platform account service collect share remove store request consent third party notice "
         "terms right duty period month day year office contact review appeal report publish version change "
         "update history record access control support community member council vote proposal agenda minutes").split()
LATIN += ["%s%s" % (a, b) for a in ("re", "un", "inter", "sub", "over") for b in LATIN[:40]]
ARABIC = "خصوصية بيانات المستخدم الخدمة الشبكة القياس البحث العام المفتوح الترخيص العنوان الأرشيف المنصة الحساب المشاركة الحذف التخزين الطلب الموافقة الإشعار الشروط الحق الواجب المدة الشهر اليوم السنة المكتب".split()
HEBREW = "פרטיות נתונים משתמש שירות רשת מדידה מחקר ציבורי פתוח רישיון כתובת ארכיון פלטפורמה חשבון שיתוף מחיקה אחסון בקשה הסכמה הודעה תנאים זכות חובה תקופה חודש יום שנה משרד".split()
CHINESE = [a + b for a in "数据隐私网络服务用户研究公开测量" for b in "政策规则权利义务期限请求同意删除"]
THAI = "ข้อมูล นโยบาย ความเป็นส่วนตัว ผู้ใช้ บริการ เครือข่าย การวัด การวิจัย สาธารณะ ใบอนุญาต ที่อยู่ บัญชี คำขอ ความยินยอม ประกาศ เงื่อนไข สิทธิ หน้าที่ ระยะเวลา เดือน วัน ปี สำนักงาน".split()
TONGUES = [("en", LATIN, " "), ("en", LATIN, " "), ("en", LATIN, " "), ("ar", ARABIC, " "), ("he", HEBREW, " "),
           ("zh", CHINESE, ""), ("th", THAI, "")]


class Paragraph:
    """Words; places with a link, an emphasis; what stands before it in Markdown."""

    def __init__(self, words, mark=""):
        self.words, self.mark = words, mark
        self.links = {}    # word → address
        self.strong = set()

    def markdown(self, gap):
        shown = []
        for i, word in enumerate(self.words):
            word = "**%s**" % word if i in self.strong else word
            shown.append("[%s](%s)" % (word, self.links[i]) if i in self.links else word)
        return self.mark + gap.join(shown)


class Document:
    def __init__(self, name, rng, file_name):
        self.name, self.language, self.file_name = name, *rng.choice(TONGUES)[:1], file_name
        _, self.vocabulary, self.gap = next(t for t in TONGUES if t[0] == self.language)
        self.title = self.gap.join(rng.sample(self.vocabulary, 3)) + " " + name
        self.blocks = []
        for section in range(rng.randint(2, 4)):
            self.blocks.append(Paragraph(self.some(rng, 2, 4) + [" %s%d" % (name, section)], "#" * rng.choice((2, 2, 3)) + " "))
            for _ in range(rng.randint(2, 5)):
                self.blocks.append(self.paragraph(rng))
        for block in self.texts():
            if rng.random() < .5:
                block.links[rng.randrange(len(block.words))] = "https://x.example/%d" % rng.randrange(10 ** 6)
            if rng.random() < .3:
                block.strong.add(rng.randrange(len(block.words) - 1))

    def some(self, rng, least, most):
        return [rng.choice(self.vocabulary) for _ in range(rng.randint(least, most))]

    def paragraph(self, rng):
        # a word that no other paragraph has, so that none equals another
        return Paragraph(self.some(rng, 8, 40) + [" n%d" % rng.randrange(10 ** 9)], rng.choice(("", "", "", "* ", "> ")))

    def texts(self):
        return [b for b in self.blocks if not b.mark.startswith("#")]

    def markdown(self):
        body = "\n\n".join(b.markdown(self.gap) for b in self.blocks)
        return "---\ntitle: %s\nlang: %s\npermalink: /%s/\n---\n%s\n\n[file](/%s)\n" % (
            self.title, self.language, self.name, body, self.file_name)


def make(rng, count):
    return [Document("d%d" % i, rng, "files/f%d.csv" % i) for i in range(count)]


def write(documents, files, folder, name_of_index="index"):
    os.makedirs(os.path.join(folder, "files"))
    with open(os.path.join(folder, "_config.yml"), "w", encoding="utf-8") as file:
        file.write("title: Planted\nurl: https://planted.example\n")
    with open(os.path.join(folder, name_of_index + ".md"), "w", encoding="utf-8") as file:
        file.write("---\ntitle: All\n---\n" + "".join("* [%s](/%s/)\n" % (d.title, d.name) for d in documents))
    for document in documents:
        with open(os.path.join(folder, document.name + ".md"), "w", encoding="utf-8") as file:
            file.write(document.markdown())
        with open(os.path.join(folder, document.file_name), "w", encoding="utf-8") as file:
            file.write(files.get(document.file_name, "a,b\n1,%s\n" % document.file_name))


# Edits: each changes the documents and gives what must be told of which of them.

def edit_words(rng, documents, files, document, taken):
    block = rng.choice(document.texts())
    at = rng.randrange(len(block.words) - 1)
    kind = rng.choice(("replace", "insert", "remove"))
    if kind == "insert":
        block.words.insert(at, rng.choice(document.vocabulary) + "x")
    elif kind == "remove" and len(block.words) > 6:
        del block.words[at]
    else:
        block.words[at] += "y"
    block.links = {i: a for i, a in block.links.items() if i < at}
    block.strong = {i for i in block.strong if i < at}
    return {document.name: {"words": 1}}


def edit_link(rng, documents, files, document, taken):
    block = rng.choice(document.texts())
    if block.links and rng.random() < .3:
        del block.links[rng.choice(sorted(block.links))]
    elif block.links:
        block.links[rng.choice(sorted(block.links))] = "https://y.example/%d" % rng.randrange(10 ** 6)
    else:
        block.links[rng.randrange(len(block.words))] = "https://z.example/"
    return {document.name: {"links": 1, "addresses": 1}}


def edit_markup(rng, documents, files, document, taken):
    block = rng.choice(document.texts())
    if rng.random() < .5:
        block.strong ^= {rng.randrange(len(block.words) - 1)}
    else:
        block.mark = rng.choice([m for m in ("", "> ") if m != block.mark])
    return {document.name: {"markup": 1}}


def edit_moved(rng, documents, files, document, taken):
    block = rng.choice(document.texts())
    others = [d for d in documents if d.language == document.language and d is not document and d.name not in taken]
    target = rng.choice(others) if others and rng.random() < .3 else document
    at = document.blocks.index(block)
    del document.blocks[at]
    places = [i for i in range(1, len(target.blocks) + 1) if target is not document or i != at]
    target.blocks.insert(rng.choice(places), block)
    told = {target.name: {"moved": 1}}
    return told if target is document else {**told, document.name: {}}


def edit_renamed(rng, documents, files, document, taken):
    document.name = "r" + document.name
    return {document.name: {"renamed": True}}


def edit_file(rng, documents, files, document, taken):
    files[document.file_name] = "a,b\n2,%d\n" % rng.randrange(10 ** 9)
    return {document.name: {"files": 1}}


EDITS = [edit_words, edit_link, edit_markup, edit_moved, edit_renamed, edit_file]


def planted(seed, count):
    """Old documents, new ones, new files, and what must be told: one edit to each but a few."""
    rng = random.Random(seed)
    old = make(rng, count)
    new, files, wanted = copy.deepcopy(old), {}, {}
    for document in list(new):
        if document.name in wanted or rng.random() < .05:
            continue
        edit = rng.choice(EDITS)
        wanted.update({name: (edit.__name__, told) for name, told in edit(rng, new, files, document, wanted).items()})
    return old, new, files, wanted
