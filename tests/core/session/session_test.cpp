// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/changes.h"
#include "core/session/fields.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "tests/core/support.h"

#include <concepts>
#include <utility>

namespace lab
{
namespace
{

struct Edit {
    const char* name;
    void (*apply)(Session&);
    Changes changes;
};

void PrintTo(const Edit& edit, std::ostream* out)
{
    *out << edit.name;
}

PicturePtr colour(float value)
{
    std::vector<Grid> planes(3, Grid({6, 8}, value));
    return std::make_shared<const Picture>("colour", Content::Brightness, std::move(planes));
}

std::vector<Edit> editsOfInputAndLayers()
{
    return {
        {"Nothing", [](Session&) {}, {}},
        {"InputNumber",
         [](Session& s) {
             Grid grid = s.input->grey();
             grid.at(2, 3) = 9;
             s.input = matrixPicture(s.input->name(), grid);
         },
         {.input = true}},
        {"InputName", [](Session& s) { s.input = matrixPicture("another name", s.input->grey()); }, {.input = true}},
        {"InputCopy", [](Session& s) { s.input = matrixPicture(s.input->name(), s.input->grey()); }, {}},
        {"InputSize",
         [](Session& s) {
             s.input = matrixPicture("larger", Grid({7, 8}));
         },
         {.input = true, .geometry = true}},
        {"InputColoured", [](Session& s) { s.input = colour(0.5F); }, {.input = true}},
        {"ChannelsOfAMatrix", [](Session& s) { s.channels = Channels::Grey; }, {}},
        {"Weight", [](Session& s) { s.layer().kernel.at(0, 1) = 5; }, {.weights = true}},
        {"Bias", [](Session& s) { s.layer().bias = 0.5F; }, {.weights = true}},
        {"KernelShape",
         [](Session& s) {
             s.layer().kernel = {{1}, {-1}};
         },
         {.weights = true, .geometry = true}},
        {"Operation", [](Session& s) { s.layer().spec.operation = Operation::Convolution; }, {.geometry = true}},
        {"PaddingMode", [](Session& s) { s.layer().spec.padding.mode = PaddingMode::Full; }, {.geometry = true}},
        {"PaddingMargin", [](Session& s) { s.layer().spec.padding.cols.after = 1; }, {.geometry = true}},
        {"Border", [](Session& s) { s.layer().spec.border = Border::Reflect; }, {.geometry = true}},
        {"Stride", [](Session& s) { s.layer().spec.stride.cols = 2; }, {.geometry = true}},
        {"Dilation", [](Session& s) { s.layer().spec.dilation.rows = 2; }, {.geometry = true}},
        {"Activation", [](Session& s) { s.layer().activation = Activation::Relu; }, {.weights = true}},
        {"Kind", [](Session& s) { s.layer().kind = LayerKind::MaxPool; }, {.geometry = true}},
        {"Pool", [](Session& s) { s.layer().pool.cols = 3; }, {.geometry = true}},
        {"Focus",
         [](Session& s) { s.focus = 1; }, // both sessions get the second layer below
         {.focus = true}},
    };
}

std::vector<Edit> editsOfTraining()
{
    return {
        {"Target",
         [](Session& s) {
             s.train.target = matrixPicture("", Grid({6, 7}));
         },
         {.train = true}},
        {"HiddenKernel",
         [](Session& s) {
             s.train.hiddenKernel = {{1, 1}};
         },
         {.train = true}},
        {"HiddenBias", [](Session& s) { s.train.hiddenBias = 1; }, {.train = true}},
        {"StartKernel",
         [](Session& s) {
             s.train.startKernel = {{0, 0}};
         },
         {.train = true}},
        {"StartBias", [](Session& s) { s.train.startBias = 1; }, {.train = true}},
        {"Seed", [](Session& s) { s.train.seed = 3; }, {.train = true}},
        {"Rate", [](Session& s) { s.train.rate = 0.01; }, {.train = true}},
        {"Epochs", [](Session& s) { s.train.epochs = 20; }, {.train = true}},
        {"LearnBias", [](Session& s) { s.train.learnBias = true; }, {.train = true}},
        {"Optimiser", [](Session& s) { s.train.optimiser = Optimiser::Adam; }, {.train = true}},
        {"Reduction", [](Session& s) { s.train.reduction = Reduction::Mean; }, {.train = true}},
        {"Epoch", [](Session& s) { s.train.epoch = 1; }, {.trainPlace = true}},
        {"KernelAndEpoch",
         [](Session& s) {
             s.layer().kernel = {{0.5F, -0.5F}};
             s.train.epoch = 1;
         },
         {.weights = true, .trainPlace = true}},
    };
}

Session twoLayers()
{
    Session session = startSession();
    session.layers.push_back(Layer{{{1, 2}}, 0, {}});
    return session;
}

class DiffOf : public testing::TestWithParam<Edit>
{
};

TEST_P(DiffOf, IsJustWhatChanged)
{
    const Session before = twoLayers();
    Session after = before;
    GetParam().apply(after);
    const Changes expected = GetParam().changes;
    const Changes forth = diff(before, after), back = diff(after, before);
    EXPECT_EQ(forth.input, expected.input);
    EXPECT_EQ(forth.weights, expected.weights);
    EXPECT_EQ(forth.geometry, expected.geometry);
    EXPECT_EQ(forth.focus, expected.focus);
    EXPECT_EQ(forth.train, expected.train);
    EXPECT_EQ(forth.trainPlace, expected.trainPlace);
    EXPECT_EQ(back, expected) << "the way back";
    EXPECT_EQ(forth.maps(), expected.input || expected.weights || expected.geometry);
    EXPECT_EQ(forth.any(), !(forth == Changes{}));
}

TEST_P(DiffOf, GoesWithEquality)
{
    const Session before = twoLayers();
    Session after = before;
    GetParam().apply(after);
    if (GetParam().changes.any()) {
        EXPECT_FALSE(after == before);
    }
    EXPECT_TRUE(after == Session(after));
}

std::string nameOf(const testing::TestParamInfo<Edit>& test)
{
    return test.param.name;
}

INSTANTIATE_TEST_SUITE_P(InputAndLayers, DiffOf, testing::ValuesIn(editsOfInputAndLayers()), nameOf);
INSTANTIATE_TEST_SUITE_P(Training, DiffOf, testing::ValuesIn(editsOfTraining()), nameOf);

TEST(Diff, OfTheNumberOfLayersIsGeometry)
{
    EXPECT_EQ(diff(startSession(), twoLayers()), (Changes{.geometry = true}));
    EXPECT_EQ(diff(twoLayers(), startSession()), (Changes{.geometry = true}));
}

TEST(Diff, SeesADeeperLayer)
{
    Session after = twoLayers();
    after.layers[1].kernel.at(0, 0) = 7;
    EXPECT_EQ(diff(twoLayers(), after), (Changes{.weights = true}));
}

TEST(Diff, SeesWhichPlanesOfAColourPictureAreUsed)
{
    Session before = startSession();
    before.input = colour(0.5F);
    Session after = before;
    after.channels = Channels::Grey;
    EXPECT_EQ(diff(before, after), (Changes{.input = true}));
}

/// Becomes any member of a `For`; of TrainSpec no seed, so that an optional seed is made in one way only.
template <class For>
struct AnyMember {
    template <class T>
    requires(!std::same_as<For, TrainSpec> || !std::same_as<T, std::uint64_t>) operator T() const;
};

template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>)
{
    return requires
    {
        T{((void)I, AnyMember<T>())...};
    };
}

/// How many members an aggregate has: the most that it can be initialised with.
template <class T, std::size_t N = 32>
constexpr std::size_t membersOf()
{
    if constexpr (takes<T>(std::make_index_sequence<N>()))
        return N;
    else
        return membersOf<T, N - 1>();
}

template <class T>
constexpr bool kComplete = membersOf<T>() == std::tuple_size_v<std::remove_const_t<decltype(kFields<T>)>>;

static_assert(kComplete<Session> && kComplete<Layer> && kComplete<ConvSpec> && kComplete<Padding> &&
                  kComplete<TrainSpec> && kComplete<RateChange>,
              "A member has no row in core/session/fields.h.");

TEST(SessionEquality, IsByValue)
{
    EXPECT_EQ(startSession(), startSession());
    EXPECT_NE(startSession().input, startSession().input);
    Session grey = startSession();
    grey.channels = Channels::Grey;
    EXPECT_FALSE(grey == startSession());
}

TEST(SessionEquality, ASnapshotSharesItsInput)
{
    const Session session = startSession();
    const Session copy = session;
    EXPECT_EQ(copy.input.get(), session.input.get());
}

TEST(SessionEquality, NaNEqualsItselfInInputAndKernel)
{
    const Session session = test::sessionOf({{1, test::kNaN}}, {{test::kNaN}});
    EXPECT_TRUE(session == Session(session));
    EXPECT_TRUE(session == test::sessionOf({{1, test::kNaN}}, {{test::kNaN}}));
    EXPECT_FALSE(diff(session, test::sessionOf({{1, test::kNaN}}, {{test::kNaN}})).any());
}

TEST(SessionEquality, NaNEqualsItselfInTheBiasAndInTraining)
{
    Session session = test::sessionOf({{1, 2}}, {{1}}, {}, test::kNaN);
    session.train.hiddenBias = test::kNaN;
    session.train.startBias = double(test::kNaN);
    session.train.rate = double(test::kNaN);
    EXPECT_TRUE(session == Session(session));
    EXPECT_FALSE(diff(session, session).any());
}

TEST(SessionPlanes, AreThreeOnlyForAColourPictureInColour)
{
    Session session = startSession();
    EXPECT_EQ(session.planes(), 1);
    session.input = colour(0.5F);
    EXPECT_EQ(session.planes(), 3);
    EXPECT_EQ(session.inputPlane(2).at(0, 0), 0.5F);
    session.channels = Channels::Grey;
    EXPECT_EQ(session.planes(), 1);
    EXPECT_EQ(session.inputPlane(0).at(1, 1), session.input->grey().at(1, 1));
}

TEST(TrainSpecPath, IsTheSameWhateverTheEpochs)
{
    TrainSpec a, b;
    b.epoch = 7;
    b.epochs = 100;
    EXPECT_TRUE(a.samePath(b));
    EXPECT_FALSE(a == b);
    b.rate = 0.01;
    EXPECT_FALSE(a.samePath(b));
}

TEST(TrainSpecPath, ComparesTargetsByValue)
{
    TrainSpec a, b;
    a.target = matrixPicture("t", {{1, 2}});
    EXPECT_FALSE(a.samePath(b));
    EXPECT_FALSE(b.samePath(a));
    b.target = matrixPicture("t", {{1, 2}});
    EXPECT_TRUE(a == b);
    b.target = matrixPicture("t", {{1, 3}});
    EXPECT_FALSE(a == b);
}

} // namespace
} // namespace lab
