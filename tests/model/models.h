// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/samples.h"
#include "core/session/session.h"
#include "ui/model/document.h"
#include "ui/model/frame_clock.h"
#include "ui/model/learner.h"
#include "ui/model/player.h"
#include "ui/model/view_model.h"

#include <gtest/gtest.h>

namespace lab::test
{

/// The models as the window puts them together.
class Models : public testing::Test
{
protected:
    void use(const char* sample)
    {
        Session after = document.session();
        findSample(sample)->apply(after);
        ASSERT_TRUE(document.edit(QStringLiteral("Sample"), after));
    }
    template <class F>
    void edit(F&& change)
    {
        Session after = document.session();
        change(after);
        ASSERT_TRUE(document.edit(QStringLiteral("Edit"), after));
    }

    FrameClock clock;
    Document document;
    ViewModel view{document, [](std::string_view page) { return page == "epochs"; }};
    Learner learner{document, clock};
    Player player{document, view, learner, clock};
};

} // namespace lab::test
