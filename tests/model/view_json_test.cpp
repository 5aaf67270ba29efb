// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/view_json.h"

#include <gtest/gtest.h>

namespace lab
{

using namespace Qt::StringLiterals;

TEST(ViewJson, RestoresWhatItWrote)
{
    ViewState view;
    view.page = "matrix";
    view.panel = "layers";
    view.grain = Grain::Product;
    view.position = 41;
    view.byEpochs = true;
    view.progressive = false;
    view.plane = 2;
    view.shadePaths = true;
    EXPECT_EQ(viewOf(viewJson(view, {}), {}), view);
}

TEST(ViewJson, KeepsWhatItDoesNotKnow)
{
    const QJsonObject saved{{u"page"_s, u"lesson"_s}, {u"place"_s, 7}, {u"grain"_s, u"channel"_s}};
    ViewState now;
    now.grain = Grain::Row;
    const ViewState view = viewOf(saved, now);
    EXPECT_EQ(view.page, "lesson");
    EXPECT_EQ(view.grain, Grain::Row);
    const QJsonObject again = viewJson(view, saved);
    EXPECT_EQ(again[u"page"_s], u"lesson"_s);
    EXPECT_EQ(again[u"place"_s], 7);
}

TEST(ViewJson, ReadsTheNumbersOfVersionOne)
{
    const ViewState view = viewOf({{u"page"_s, 4}, {u"tab"_s, 1}, {u"position"_s, 12}}, {});
    EXPECT_EQ(view.page, "why");
    EXPECT_EQ(view.panel, "layers");
    EXPECT_EQ(view.position, 12);
    EXPECT_EQ(viewOf({{u"page"_s, 99}, {u"tab"_s, -1}}, {}), ViewState{});
    EXPECT_EQ(viewOf({{u"page"_s, QJsonObject{}}, {u"position"_s, -1e300}}, {}), ViewState{});
}

} // namespace lab
