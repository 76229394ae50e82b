extensions = ["myst_parser"]
# read as it stands
myst_substitutions = {
    "v": "1.3 **b**",
    'w': "x",
}
