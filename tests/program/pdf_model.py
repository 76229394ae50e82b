"""A PDF's objects as qpdf prints them: enough to follow links and read the outline."""
import base64
import json
import re
import subprocess


class Pdf:
    def __init__(self, path, *options):
        done = subprocess.run(["qpdf", "--json", "--json-key=qpdf", "--json-key=pages", *options, path],
                              stdout=subprocess.PIPE, check=True)
        data = json.loads(done.stdout)
        self.header, self.objects = data["qpdf"]
        self.page_refs = [page["object"] for page in data["pages"]]
        self.trailer = self.objects["trailer"]["value"]
        self.root = self.get(self.trailer["/Root"])

    def get(self, value):
        while isinstance(value, str) and value.endswith(" R"):
            entry = self.objects.get("obj:" + value)
            if entry is None:
                return None
            value = entry["value"] if "value" in entry else entry["stream"]["dict"]
        return value

    def pages(self):
        return [self.get(ref) for ref in self.page_refs]

    def name_tree(self, node):
        node = self.get(node) or {}
        names = self.get(node.get("/Names")) or []
        for i in range(0, len(names), 2):
            yield text(names[i]), self.get(names[i + 1])
        for kid in self.get(node.get("/Kids")) or []:
            yield from self.name_tree(kid)

    def destinations(self):
        names = self.get(self.root.get("/Names")) or {}
        found = dict(self.name_tree(names.get("/Dests"))) if "/Dests" in names else {}
        for key, value in (self.get(self.root.get("/Dests")) or {}).items():
            found[key.lstrip("/")] = self.get(value)
        return found

    def links(self):
        """(page index, destination array or None, URI or None, annotation) for each link."""
        named = self.destinations()
        for index, page in enumerate(self.pages()):
            for ref in self.get(page.get("/Annots")) or []:
                note = self.get(ref)
                if note.get("/Subtype") != "/Link":
                    continue
                action = self.get(note.get("/A")) or {}
                target = note.get("/Dest", action.get("/D"))
                target = self.get(target)
                if isinstance(target, str):
                    target = named.get(text(target).lstrip("/"))
                if isinstance(target, dict):
                    target = self.get(target.get("/D"))
                uri = action.get("/URI")
                yield index, target, text(self.get(uri)) if uri else None, note

    def page_of(self, destination):
        return self.page_refs.index(destination[0]) if destination else None


class Structure(Pdf):
    """What the structure tree tells, in its order. Texts are those that are spelled in ASCII, as the
    writer codes them; contents is not read: it repeats what headings say."""
    TOKEN = re.compile(rb"<</MCID (\d+)>>BDC|(BDC)|(EMC)|\(((?:[^()\\]|\\.)*)\)", re.S)

    def __init__(self, path):
        super().__init__(path, "--json-stream-data=inline", "--decode-level=generalized")
        self.marked = {ref: self.marked_texts(ref) for ref in self.page_refs}

    def stream(self, ref):
        return base64.b64decode(self.objects["obj:" + ref]["stream"]["data"])

    def marked_texts(self, page):
        """Of a page, by the number of their marked content."""
        texts, inside = {}, []
        for number, other, end, text_shown in self.TOKEN.findall(self.stream(self.get(page)["/Contents"])):
            if number or other:
                inside.append(int(number) if number else None)
            elif end:
                inside.pop()
            elif inside and inside[0] is not None:
                texts.setdefault(inside[0], []).append(text_shown.decode("latin-1"))
        return {number: "".join(parts) for number, parts in texts.items()}

    def texts(self):
        waiting = [self.get(self.root["/StructTreeRoot"])["/K"]]
        while waiting:
            kid = waiting.pop()
            if isinstance(kid, tuple):
                yield self.marked[kid[0]].get(kid[1], "")
                continue
            element = self.get(kid)
            if not isinstance(element, dict) or element.get("/S") == "/TOC" or element.get("/Type") == "/OBJR":
                continue
            if "/MCID" in element:
                waiting.append((element["/Pg"], element["/MCID"]))
                continue
            kids = element.get("/K", [])
            kids = kids if isinstance(kids, list) else [kids]
            waiting += [(element["/Pg"], k) if isinstance(k, int) else k for k in reversed(kids)]

    def elements(self):
        """Role of each element, with that of its parent and of what stands before it there ("" for content)."""
        waiting = [(self.get(self.root["/StructTreeRoot"])["/K"], None, None)]
        while waiting:
            kid, parent, before = waiting.pop()
            element = self.get(kid)
            role = element["/S"][1:]
            yield role, parent, before
            kids = element.get("/K", [])
            last, found = None, []
            for k in kids if isinstance(kids, list) else [kids]:
                inner = None if isinstance(k, int) else self.get(k)
                if inner is not None and "/S" in inner:
                    found.append((k, role, last))
                    last = inner["/S"][1:]
                elif inner is None or inner.get("/Type") != "/OBJR":
                    last = ""
            waiting += reversed(found)


def text(value):
    return value[2:] if isinstance(value, str) and value[:2] in ("u:", "b:") else value
