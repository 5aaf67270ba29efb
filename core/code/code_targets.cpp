// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code/code_targets.h"

#include "core/code/languages.h"

#include <algorithm>
#include <array>

namespace lab
{

namespace
{

constexpr std::array kCodeTargets{
    CodeTarget{
        "command", "Command line",
        "The program's own command, as a shell script; what its options do not say comes from the session's file.",
        "sh", "#", codeAsCommand},
    CodeTarget{"pytorch", "PyTorch",
               "Slides, pools and learns by itself; symmetric borders and far margins are written by hand.", "py",
               "#", codeInTorch},
    CodeTarget{"numpy", "NumPy", "Pads by itself; windows, poolings and gradients are written by hand.", "py", "#",
               codeInNumpy},
    CodeTarget{"scipy", "SciPy",
               "Correlates, convolves and filters by itself; stride, dilation and gradients are written by hand.",
               "py", "#", codeInScipy},
    CodeTarget{"opencv", "OpenCV",
               "Pads and filters by itself; stride, dilation, activations and gradients are written by hand.", "py",
               "#", codeInOpenCv},
    CodeTarget{"cpp", "C++", "Every loop is written by hand, with nothing but the standard library.", "cpp", "//",
               codeInCpp},
};

} // namespace

std::span<const CodeTarget> codeTargets()
{
    return kCodeTargets;
}

const CodeTarget* findCodeTarget(std::string_view id)
{
    const auto found = std::find_if(kCodeTargets.begin(), kCodeTargets.end(),
                                    [&](const CodeTarget& target) { return target.id == id; });
    return found == kCodeTargets.end() ? nullptr : &*found;
}

Result<Code> codeFor(const Session& session, CodeSubject subject, const CodeTarget& target, std::stop_token stop)
{
    const auto work = computationOf(session, subject, std::move(stop));
    return work ? Result<Code>(target.write(*work)) : work.error();
}

} // namespace lab
