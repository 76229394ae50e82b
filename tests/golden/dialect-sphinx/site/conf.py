extensions = ["myst_parser"]
myst_enable_extensions = ["substitution", "attrs_inline", "attrs_block"]
# read as it stands
myst_substitutions = {
    "v": "1.3 **b**",
    'w': "x",
}
