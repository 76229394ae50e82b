extensions = ["myst_parser"]
myst_enable_extensions = ["substitution"]
# read as it stands
myst_substitutions = {
    "v": "1.3 **b**",
    'w': "x",
}
