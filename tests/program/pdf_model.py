"""A PDF's objects as qpdf prints them: enough to follow links and read the outline."""
import json
import subprocess


class Pdf:
    def __init__(self, path):
        done = subprocess.run(["qpdf", "--json", "--json-key=qpdf", "--json-key=pages", path],
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


def text(value):
    return value[2:] if isinstance(value, str) and value[:2] in ("u:", "b:") else value
