#include "doc/doc.h"
