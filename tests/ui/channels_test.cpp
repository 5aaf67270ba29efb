// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_samples.h"
#include "core/channels/channel_stack.h"
#include "tests/ui/laboratory.h"
#include "ui/channels/channel_stage.h"
#include "ui/channels/channels_page.h"
#include "ui/channels/layer_form.h"
#include "ui/channels/weight_choice.h"
#include "ui/io/weight_file.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/integer_field.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/step_bar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QUndoStack>
#include <QUrl>

namespace lab
{

namespace
{

/// The view Channels of the place Slide.
class ChannelsPlace : public test::Laboratory
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

/// What is asked for is told nowhere: neither in a cell, nor beside it, nor in the sentence.
TEST_F(ChannelsPlace, HidesWhatIsAskedForWhereverItStands)
{
    document().editStack(QStringLiteral("book"),
                         std::make_shared<const ChannelStack>(stackOf(*findChannelSample("inputs-2"))));
    for (const char* grain : {"window", "channel", "product"}) {
        Hidden hidden;
        view().uncover();
        ChannelLook look = view().state().channels;
        look.own = true;
        look.grain = grain;
        view().setChannels(look);
        page().seek(page().plan().indexOf({0, 0, 0}));
        const QString before = page().sums() + page().words();
        EXPECT_TRUE(before.contains(sign("56")) || before.contains(sign("37"))) << before.toStdString();
        hidden.channels.cells.push_back({0, 0, 0});
        hidden.channels.sums = true;
        hidden.channels.counts = true;
        view().cover(hidden);
        const QString told = page().sums() + page().words() + page().counts();
        for (const char* number : {"56", "19", "37", "= 8"})
            EXPECT_FALSE(told.contains(sign(number))) << grain << ' ' << told.toStdString();
        EXPECT_TRUE(told.contains(sign("?")));
        EXPECT_EQ(page().output(0)->cellText({0, 0}), QStringLiteral("asked for"));
        EXPECT_EQ(shown(0, 0, 0), 0) << "nothing is left of it to be copied";
        EXPECT_EQ(shown(0, 0, 1), 72) << "only what is asked for";
    }
    view().uncover();
    EXPECT_EQ(shown(0, 0, 0), 56);
}

TEST_F(ChannelsPlace, ShowsOnlyTheLayerThatIsAskedAbout)
{
    document().editStack(QStringLiteral("network"),
                         std::make_shared<const ChannelStack>(stackOf(*findChannelSample("tiny-network"))));
    view().setChannels({"inputs-2", 1, "window", 0, false}); // whose input is the output of layer 0
    Hidden hidden;
    hidden.channels.maps.push_back(1);
    view().cover(hidden);
    EXPECT_TRUE(page().own());
    EXPECT_EQ(page().plan().taps(), 9) << "the convolution, not the pooling behind it";
    EXPECT_EQ(page().output(1)->cellText({0, 0}), QStringLiteral("asked for"));
    for (const QComboBox* box : page().findChildren<QComboBox*>())
        EXPECT_FALSE(box->isEnabled()) << box->accessibleName().toStdString();
    hidden.channels = {};
    hidden.channels.sizes = true;
    view().cover(hidden);
    EXPECT_FALSE(page().isVisible()) << "the number of maps would be the answer";
    view().uncover();
    EXPECT_TRUE(page().isVisible());
    EXPECT_EQ(page().sample().id, "inputs-2");
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

TEST_F(ChannelsPlace, ATypedWeightMakesTheExampleTheSessionsOwn)
{
    use("inputs-2");
    EXPECT_FALSE(page().own());
    emit page().tensors().kernel(1)->edited({0, 0}, 5, 1); // was 1
    EXPECT_TRUE(page().own());
    EXPECT_TRUE(document().modified());
    EXPECT_EQ(shown(0, 0, 0), 56 + 4 * 1) << "X1[0,0] is 1";
    emit page().tensors().kernel(1)->edited({0, 0}, 6, 1); // of the same drag
    EXPECT_EQ(shown(0, 0, 0), 56 + 5 * 1);
    document().undoStack()->undo();
    EXPECT_FALSE(page().own()) << "the example is there again";
    EXPECT_EQ(shown(0, 0, 0), 56);
    document().undoStack()->redo();
    EXPECT_TRUE(page().own());
    EXPECT_EQ(shown(0, 0, 0), 56 + 5 * 1);
}

TEST_F(ChannelsPlace, ChoosingOwnLayersBeginsWithTheExample)
{
    use("outputs-3");
    auto* const samples = named<QComboBox>(sign("Example of several channels"));
    ASSERT_TRUE(samples);
    samples->setCurrentIndex(samples->count() - 1);
    emit samples->activated(samples->count() - 1);
    EXPECT_TRUE(page().own());
    EXPECT_EQ(page().stack(), stackOf(page().sample()));
    use("inputs-2");
    EXPECT_FALSE(page().own());
    emit samples->activated(samples->count() - 1);
    EXPECT_EQ(page().stack(), stackOf(*findChannelSample("outputs-3"))) << "the own ones were kept";
}

TEST_F(ChannelsPlace, ATypedInputValueCounts)
{
    use("inputs-2");
    emit page().tensors().input(0)->edited({1, 0}, 11, 1); // X0[0,1], was 1, meets the weight 1
    EXPECT_EQ(shown(0, 0, 0), 56 + 10);
}

TEST_F(ChannelsPlace, OnlyTheFirstLayersInputCanBeChanged)
{
    use("tiny-network-2", 0);
    ASSERT_TRUE(page().tensors().input(0));
    EXPECT_TRUE(page().tensors().input(0)->editable());
    use(page().sample().id.data(), page().stack().layers.size() - 1);
    EXPECT_FALSE(page().tensors().input(0)->editable());
}

TEST_F(ChannelsPlace, TheBiasOfTheSteppedOutputIsTyped)
{
    use("inputs-2");
    page().openSettings();
    auto* const there = window->findChild<LayerForm*>()->findChild<QCheckBox*>();
    ASSERT_TRUE(there);
    if (!there->isChecked())
        there->click();
    EXPECT_TRUE(page().stack().layers[0].biases);
    auto* const field = named<NumberField>(sign("bias of Y0"));
    ASSERT_TRUE(field);
    field->enter(100);
    EXPECT_EQ(shown(0, 0, 0), 156);
}

TEST_F(ChannelsPlace, MoreOutputsKeepWhatIsThere)
{
    use("inputs-2");
    page().openSettings();
    auto* const outputs = named<IntegerField>(sign("Output channels"));
    ASSERT_TRUE(outputs);
    outputs->setValue(2);
    EXPECT_EQ(page().stack().layers[0].weights.shape().out, 2);
    EXPECT_EQ(shown(0, 0, 0), 56);
    EXPECT_EQ(shown(1, 0, 0), 0);
}

TEST_F(ChannelsPlace, GroupsThatDoNotDivideAreRefusedWhereTheyAreTyped)
{
    use("inputs-2");
    const int steps = document().undoStack()->count();
    page().openSettings();
    auto* const groups = named<IntegerField>(sign("Groups"));
    ASSERT_TRUE(groups);
    groups->setValue(3);
    EXPECT_EQ(document().undoStack()->count(), steps);
    EXPECT_EQ(groups->value(), 1) << "the field shows what is";
    EXPECT_TRUE(FieldNote::textOf(groups).contains(sign("3"))) << FieldNote::textOf(groups).toStdString();
}

TEST_F(ChannelsPlace, ASixtyFourChannelLayerHasAPictureOfEach)
{
    ChannelStack stack;
    stack.input = Maps(MapsShape{64, 6, 6}, 1);
    ChannelLayer layer;
    layer.weights = Weights(WeightsShape{64, 64, 3, 3}, 0.5);
    stack.layers = {layer};
    document().editStack(QStringLiteral("many"), std::make_shared<const ChannelStack>(stack));
    view().setChannels({"", 0, "window", 0, true});
    EXPECT_EQ(page().tensors().outputGallery()->count(), 64);
    EXPECT_EQ(page().tensors().inputGallery()->count(), 64);
    ASSERT_TRUE(page().output(0));
    EXPECT_FALSE(page().output(5)) << "only the stepped one is large";
    EXPECT_EQ(shown(0, 0, 0), 64 * 9 * 0.5);
    EXPECT_LE(page().sums().count(sign("<br>")), 20) << "what is far from the present channel is taken together";
    EXPECT_TRUE(page().sums().contains(sign("channels 0 to"))) << page().sums().toStdString();
    auto* const bar = page().findChild<StepBar*>();
    bar->setValue(bar->maximum());
    EXPECT_GT(page().plan().indexAt(view().state().channels.position), page().plan().count() * 99 / 100);
    EXPECT_EQ(bar->value(), bar->maximum()) << "the handle stays where it was put";
    page().seek(0);
    page().tensors().outputGallery()->setCurrentRow(17);
    EXPECT_EQ(page().step().cell, (MapCell{17, 0, 0}));
    EXPECT_TRUE(page().output(17));
    page().tensors().inputGallery()->setCurrentRow(40);
    EXPECT_TRUE(page().tensors().input(40));
    EXPECT_TRUE(page().words().startsWith(sign("Channel 40"))) << page().words().toStdString();
}

TEST_F(ChannelsPlace, WeightsGoIntoAFileAndComeBackIntoAnotherLayer)
{
    use("outputs-3");
    const ChannelLayer written = page().stack().layers[0];
    const QString path = folder.filePath(QStringLiteral("weights.safetensors"));
    ASSERT_TRUE(writeWeights(path, page().stack().layers).ok());
    page().openSettings();
    named<IntegerField>(sign("Output channels"))->setValue(1);
    ASSERT_EQ(page().stack().layers[0].weights.shape().out, 1);
    page().openWeights(path);
    WeightChoice* choice = nullptr;
    ASSERT_TRUE(QTest::qWaitFor([&] { return (choice = window->findChild<WeightChoice*>()) != nullptr; }));
    ASSERT_TRUE(choice->offer());
    emit choice->taken();
    ASSERT_TRUE(QTest::qWaitFor([&] { return page().stack().layers[0].weights.shape().out == 3; }));
    EXPECT_EQ(page().stack().layers[0].weights, written.weights);
    document().undoStack()->undo();
    EXPECT_EQ(page().stack().layers[0].weights.shape().out, 1);
}

TEST_F(ChannelsPlace, WeightsThatDoNotFitAreNamedWithBothCounts)
{
    use("grey"); // three channels in
    const QString path = folder.filePath(QStringLiteral("weights.npz"));
    ASSERT_TRUE(writeWeights(path, page().stack().layers).ok());
    use("inputs-2"); // two
    const ChannelStack before = page().stack();
    page().openWeights(path);
    WeightChoice* choice = nullptr;
    ASSERT_TRUE(QTest::qWaitFor([&] { return (choice = window->findChild<WeightChoice*>()) != nullptr; }));
    EXPECT_FALSE(choice->offer());
    EXPECT_TRUE(choice->meaning().contains(sign("3")) && choice->meaning().contains(sign("2")))
        << choice->meaning().toStdString();
    EXPECT_EQ(page().stack(), before);
}

TEST_F(ChannelsPlace, AFileThatHasNoWeightsIsRefusedInOneSentence)
{
    use("inputs-2");
    const QString path = folder.filePath(QStringLiteral("broken.safetensors"));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("\xff\xff\xff\xff\xff\xff\xff\x7f{}");
    file.close();
    QString said;
    QObject::connect(&page(), &ChannelsPage::failed, [&](const QString& sentence) { said = sentence; });
    page().openWeights(path);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !said.isEmpty(); }));
    EXPECT_TRUE(said.contains(sign("broken.safetensors"))) << said.toStdString();
    EXPECT_TRUE(said.contains(sign("stays as it was"))) << said.toStdString();
    EXPECT_FALSE(page().own());
}

TEST_F(ChannelsPlace, AFileOnTheKernelIsReadAsItsWeights)
{
    use("inputs-2");
    const QString path = folder.filePath(QStringLiteral("weights.npy"));
    ASSERT_TRUE(writeWeights(path, page().stack().layers).ok());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    TensorView& kernel = *page().tensors().kernel(0);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&kernel, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&kernel, &drop);
    EXPECT_TRUE(drop.isAccepted());
    EXPECT_TRUE(QTest::qWaitFor([&] { return window->findChild<WeightChoice*>() != nullptr; }));
}

TEST_F(ChannelsPlace, LayersWithTooManyProductsAreNotSteppedAndSaySo)
{
    ChannelStack stack;
    stack.input = Maps(MapsShape{64, 60, 60}, 1);
    ChannelLayer layer;
    layer.weights = Weights(WeightsShape{64, 64, 3, 3}, 0.5);
    stack.layers = {layer};
    document().editStack(QStringLiteral("large"), std::make_shared<const ChannelStack>(stack));
    view().setChannels({"", 0, "window", 0, true});
    EXPECT_FALSE(page().tensors().isVisible());
    bool said = false;
    for (const QLabel* label : page().findChildren<QLabel*>())
        said |= label->isVisible() && label->text().contains(sign("too many products"));
    EXPECT_TRUE(said);
    document().undoStack()->undo();
    EXPECT_TRUE(page().tensors().isVisible());
}

} // namespace

} // namespace lab
