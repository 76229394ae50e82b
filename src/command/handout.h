/* What is typed of the PDF as a hand-out. */
#ifndef OFFPRINT_COMMAND_HANDOUT_H
#define OFFPRINT_COMMAND_HANDOUT_H

#include "command/options.h"

struct offprint_handout_options command_handout(const struct arguments *arguments);

#endif
