// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code/computation.h"

namespace lab
{

/// A computation in each language; codeTargets() lists them.
Code codeInNumpy(const Computation& work);
Code codeInScipy(const Computation& work);
Code codeInOpenCv(const Computation& work);
Code codeInTorch(const Computation& work);
Code codeInCpp(const Computation& work);
Code codeAsCommand(const Computation& work);

} // namespace lab
