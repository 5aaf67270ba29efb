// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lab
{

/// While one of these lives, nothing of this process reaches standard error: for libraries that print what is wrong
/// with a picture and cannot be told not to (libjxl as Debian builds it, libheif's codecs). Any number may live on
/// any threads; not under sanitizers, whose reports go there.
class QuietStderr
{
public:
    QuietStderr();
    ~QuietStderr();
    QuietStderr(const QuietStderr&) = delete;
    QuietStderr& operator=(const QuietStderr&) = delete;
};

} // namespace lab
