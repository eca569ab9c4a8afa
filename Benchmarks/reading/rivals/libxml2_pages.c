// The floor: libxml2 alone reads every file of a folder, as a tree that is thrown away or through empty callbacks.
//
//   libxml2_pages dom|sax FOLDER
#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What the page is read with in the product: huge texts, no encoding but UTF-8.
static const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                           HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD | HTML_PARSE_COMPACT | 1 << 19;

static void no_start(void *data, const xmlChar *name, const xmlChar **attributes) {}
static void no_end(void *data, const xmlChar *name) {}
static void no_text(void *data, const xmlChar *text, int count) {}

static char *contents(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  *size = ftell(file);
  rewind(file);
  char *bytes = malloc(*size + 1);
  if (!bytes || fread(bytes, 1, *size, file) != *size) exit(2);
  fclose(file);
  return bytes;
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  htmlSAXHandler sax = {0};
  sax.startElement = no_start;
  sax.endElement = no_end;
  sax.characters = no_text;
  sax.cdataBlock = no_text;
  int is_sax = strcmp(arguments[1], "sax") == 0;
  DIR *folder = opendir(arguments[2]);
  if (!folder) return 2;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", arguments[2], entry->d_name);
    size_t size;
    char *bytes = contents(path, &size);
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (is_sax) *context->sax = sax;
    xmlDocPtr document = htmlCtxtReadMemory(context, bytes, size, NULL, "UTF-8", options);
    if (document) xmlFreeDoc(document);
    htmlFreeParserCtxt(context);
    free(bytes);
  }
  closedir(folder);
  return 0;
}
