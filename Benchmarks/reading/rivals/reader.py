#!/usr/bin/env python3
"""Another reader of pages behind the same command line: reader.py NAME --content full|main --output DIR FOLDER."""
import argparse
import os


def reader(name, content):
    if name == "trafilatura":
        import trafilatura
        return lambda page: trafilatura.extract(page, include_comments=False, include_tables=True,
                                                favor_recall=content == "full")
    import html_text
    return html_text.extract_text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=("trafilatura", "html-text"))
    parser.add_argument("--content", default="full")
    parser.add_argument("--output", required=True)
    parser.add_argument("folder")
    arguments = parser.parse_args()
    read = reader(arguments.name, arguments.content)
    for name in sorted(os.listdir(arguments.folder)):
        with open(os.path.join(arguments.folder, name), encoding="utf-8", errors="replace") as file:
            page = file.read()
        try:
            text = read(page) or ""
        except Exception as error:  # A reader that breaks on a page has read nothing of it.
            text, _ = "", print(f"{name}: {error}")
        with open(os.path.join(arguments.output, name + ".md"), "w", encoding="utf-8") as file:
            file.write(text)


main()
