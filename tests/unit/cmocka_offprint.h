/* What cmocka needs before itself, in one place. */
#ifndef OFFPRINT_TESTS_CMOCKA_H
#define OFFPRINT_TESTS_CMOCKA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
