// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// To be included before anything of Highway. The instruction sets that the vector loops are compiled for. Vectors
// whose length is not known to the compiler cannot stand in arrays, and so not in the register blocks.
#define LAB_WITHOUT_ARRAYS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// With the checks of the sanitizers, a set takes a minute to compile: they see the longest vectors of most machines,
// and the loops without vectors.
#define HWY_DISABLED_TARGETS (LAB_WITHOUT_ARRAYS | HWY_SSSE3 | HWY_SSE4 | HWY_AVX3 | HWY_AVX3_DL)
#else
#define HWY_DISABLED_TARGETS LAB_WITHOUT_ARRAYS
#endif
