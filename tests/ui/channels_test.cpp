// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_samples.h"
#include "tests/ui/support.h"
#include "ui/channels/channels_page.h"

namespace lab
{

namespace
{

/// The view Channels of the place Slide.
class ChannelsPlace : public test::WindowTest
{
protected:
    ChannelsPlace() { view().showPage("channels"); }
    ChannelsPage& page() { return *window->findChild<ChannelsPage*>(); }
    void use(const char* sample, std::size_t layer = 0, const char* grain = "window")
    {
        view().setChannels({sample, layer, grain, 0});
    }
    double shown(int out, int row, int col) { return page().output(out)->scene().number(row, col); }
    static QString sign(const char* text) { return QString::fromUtf8(text); }
};

TEST_F(ChannelsPlace, TheBooksTwoChannelsAreAddedUp)
{
    use("inputs-2");
    EXPECT_EQ(shown(0, 0, 0), 56);
    EXPECT_EQ(shown(0, 1, 1), 120);
    EXPECT_TRUE(page().sums().contains(sign("19"))) << page().sums().toStdString();
    EXPECT_TRUE(page().sums().contains(sign("37")));
    EXPECT_TRUE(page().words().contains(sign("19 + 37 is 56"))) << page().words().toStdString();
}

TEST_F(ChannelsPlace, AStepIsAProductAChannelOrAWindow)
{
    use("inputs-2", 0, "window");
    EXPECT_EQ(page().plan().count(), 4);
    use("inputs-2", 0, "channel");
    EXPECT_EQ(page().plan().count(), 8);
    use("inputs-2", 0, "product");
    EXPECT_EQ(page().plan().count(), 32);
    EXPECT_TRUE(page().words().startsWith(sign("Channel 0")));
    page().seek(4);
    EXPECT_TRUE(page().words().startsWith(sign("Channel 1"))) << page().words().toStdString();
    EXPECT_EQ(page().output(0)->scene().filled, 0);
    page().seek(7);
    EXPECT_EQ(page().output(0)->scene().filled, 1);
}

TEST_F(ChannelsPlace, KeysStepForwardAndBack)
{
    use("outputs-3");
    page().setFocus();
    key(Qt::Key_Right);
    EXPECT_EQ(page().step().cell, (MapCell{0, 0, 1}));
    key(Qt::Key_End);
    EXPECT_EQ(page().step().cell, (MapCell{2, 1, 1}));
    EXPECT_EQ(shown(2, 1, 1), 224);
    key(Qt::Key_Left);
    EXPECT_EQ(page().step().cell, (MapCell{2, 1, 0}));
    key(Qt::Key_Home);
    EXPECT_EQ(page().step().cell, (MapCell{0, 0, 0}));
}

TEST_F(ChannelsPlace, ATransposedConvolutionStamps)
{
    use("transposed");
    EXPECT_EQ(page().plan().count(), 4) << "one stamp for each input cell";
    page().seek(3);
    EXPECT_EQ(shown(0, 2, 2), 9);
    EXPECT_EQ(shown(0, 1, 1), 4);
    page().seek(0);
    EXPECT_EQ(shown(0, 2, 2), 0) << "not stamped yet";
}

TEST_F(ChannelsPlace, EveryStepOfEverySampleIsShown)
{
    for (const ChannelSample& sample : channelSamples())
        for (std::size_t layer = 0; layer < sample.layers().size(); ++layer)
            for (const char* grain : {"window", "channel", "product"}) {
                use(std::string(sample.id).c_str(), layer, grain);
                for (std::int64_t i = 0; i < page().plan().count();
                     i += std::max<std::int64_t>(1, page().plan().count() / 7)) {
                    page().seek(i);
                    EXPECT_FALSE(page().words().isEmpty()) << sample.id << ' ' << layer << ' ' << grain << ' ' << i;
                }
                page().seek(page().plan().count() - 1);
            }
}

TEST_F(ChannelsPlace, CountsWithTheirFormula)
{
    use("outputs-3");
    EXPECT_TRUE(page().counts().contains(sign("= 24"))) << page().counts().toStdString();
}

TEST_F(ChannelsPlace, ThePlaceIsKeptWithTheSession)
{
    use("tiny-network", 3, "channel");
    page().seek(1);
    const ViewState before = view().state();
    view().showPage("stage");
    use("grey");
    view().restore(before);
    EXPECT_EQ(page().sample().id, "tiny-network");
    EXPECT_EQ(view().state().channels, before.channels);
}

TEST_F(ChannelsPlace, AnUnknownSampleIsTheFirst)
{
    use("of another version", 99, "of another version");
    EXPECT_EQ(page().sample().id, channelSamples().front().id);
    EXPECT_EQ(page().plan().grain(), ChannelGrain::Window);
}

} // namespace

} // namespace lab
