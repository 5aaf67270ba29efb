// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/map_arrays.h"
#include "core/channels/weight_offers.h"
#include "core/numbers/npy.h"
#include "core/numbers/safetensors.h"
#include "tests/core/channels/channel_support.h"

#include <fstream>
#include <map>

namespace lab
{
namespace
{

struct Archive {
    std::vector<TensorFacts> facts;
    std::map<std::string, Tensor> tensors;
};

std::string weightBytes(const std::string& name)
{
    std::ifstream file(std::string(LAB_TEST_DATA) + "/weights/" + name, std::ios::binary);
    EXPECT_TRUE(file.good()) << name;
    return {std::istreambuf_iterator<char>(file), {}};
}

Archive archiveOf(const std::string& bytes)
{
    Archive archive;
    const auto file = safetensorsFile(bytes);
    EXPECT_TRUE(file.ok());
    for (std::size_t i = 0; file && i < file->parts.size(); ++i) {
        archive.facts.push_back(file->parts[i].facts);
        archive.tensors[file->parts[i].facts.name] = *tensorOf(*file, i, bytes);
    }
    return archive;
}

Maps64 mapsOfTensor(const Tensor& tensor)
{
    return *mapsFrom(tensor, *readingAsMaps(tensor.shape, MapsLayout::ChannelsFirst));
}

struct LayoutCase {
    const char* name; ///< in layers.safetensors
    ChannelKind kind;
    WeightLayout layout;
    int groups;
    int stride;
};
std::ostream& operator<<(std::ostream& out, const LayoutCase& c)
{
    return out << c.name;
}

ChannelLayer layerOf(const LayoutCase& one)
{
    ChannelLayer layer;
    layer.kind = one.kind;
    layer.groups = one.groups;
    layer.spec.stride = {one.stride, one.stride};
    return layer;
}

class Layouts : public testing::TestWithParam<LayoutCase>
{
protected:
    static const Archive& archive()
    {
        static const Archive all = archiveOf(weightBytes("layers.safetensors"));
        return all;
    }
    static const Tensor& tensor(const std::string& end) { return archive().tensors.at(GetParam().name + end); }
};

TEST_P(Layouts, ComputeWhatTheFormulaOfTheLibraryDoes)
{
    const LayoutCase& one = GetParam();
    const Maps64 x = mapsOfTensor(tensor(".x"));
    const auto layer = withWeights(layerOf(one), tensor(".weight"), &tensor(".bias"), x.shape(), one.layout);
    ASSERT_TRUE(layer.ok()) << int(layer.error().code);
    const auto geometry = resolveChannels(x.shape(), *layer);
    ASSERT_TRUE(geometry.ok());
    EXPECT_EQ(layerMaps(x, *layer, *geometry), mapsOfTensor(tensor(".y"))); // quarters: exact
}

TEST_P(Layouts, AreWrittenAsTheyWereRead)
{
    const LayoutCase& one = GetParam();
    const Maps64 x = mapsOfTensor(tensor(".x"));
    const auto weights = weightsFrom(tensor(".weight"), layerOf(one), x.shape(), one.layout);
    ASSERT_TRUE(weights.ok());
    const Tensor written = tensorFrom(*weights, one.kind, one.groups, one.layout);
    EXPECT_EQ(written.shape, tensor(".weight").shape);
    EXPECT_EQ(written.cells, tensor(".weight").cells);
    EXPECT_EQ(*weightsFrom(written, layerOf(one), x.shape(), one.layout), *weights);
}

using enum ChannelKind;
INSTANTIATE_TEST_SUITE_P(Weights, Layouts,
                         testing::Values(LayoutCase{"conv", Convolution, WeightLayout::Oihw, 1, 1},
                                         LayoutCase{"conv_groups", Convolution, WeightLayout::Oihw, 2, 2},
                                         LayoutCase{"transposed", Transposed, WeightLayout::Iohw, 1, 2},
                                         LayoutCase{"transposed_groups", Transposed, WeightLayout::Iohw, 2, 1},
                                         LayoutCase{"tf", Convolution, WeightLayout::Hwio, 1, 1},
                                         LayoutCase{"tf_groups", Convolution, WeightLayout::Hwio, 2, 1},
                                         LayoutCase{"tf_transposed", Transposed, WeightLayout::Hwoi, 1, 2},
                                         LayoutCase{"tf_depthwise", Convolution, WeightLayout::Hwim, 3, 1},
                                         LayoutCase{"last", Convolution, WeightLayout::Ohwi, 2, 1},
                                         LayoutCase{"linear", Dense, WeightLayout::Oihw, 1, 1},
                                         LayoutCase{"tf_dense", Dense, WeightLayout::Hwio, 1, 1}),
                         [](const auto& each) { return std::string(each.param.name); });

WeightsShape shapeRead(const std::vector<std::uint64_t>& shape, const ChannelLayer& layer = {},
                       WeightLayout layout = WeightLayout::Oihw, MapsShape input = {2, 3, 4})
{
    const auto read = shapeOfWeights(shape, layer, input, layout);
    EXPECT_TRUE(read.ok());
    return read ? *read : WeightsShape{};
}

Error notRead(const std::vector<std::uint64_t>& shape, const ChannelLayer& layer = {},
              WeightLayout layout = WeightLayout::Oihw)
{
    const auto read = shapeOfWeights(shape, layer, {2, 3, 4}, layout);
    EXPECT_FALSE(read.ok());
    return read ? Error{ErrorCode::Stopped} : read.error();
}

ChannelLayer ofKind(ChannelKind kind, int groups = 1)
{
    ChannelLayer layer;
    layer.kind = kind;
    layer.groups = groups;
    return layer;
}

TEST(WeightLayout, FewerAxesAreOneOutputAndOneKernel)
{
    EXPECT_EQ(shapeRead({5, 6}), (WeightsShape{1, 1, 5, 6}));
    EXPECT_EQ(shapeRead({2, 5, 6}), (WeightsShape{1, 2, 5, 6}));
    EXPECT_EQ(shapeRead({3, 2, 5, 6}), (WeightsShape{3, 2, 5, 6}));
    EXPECT_EQ(shapeRead({5, 6, 2}, {}, WeightLayout::Hwio), (WeightsShape{1, 2, 5, 6}));
    EXPECT_EQ(shapeRead({5, 6}, {}, WeightLayout::Hwio), (WeightsShape{1, 1, 5, 6}));
    EXPECT_EQ(shapeRead({2, 5, 6}, ofKind(Transposed), WeightLayout::Iohw), (WeightsShape{1, 2, 5, 6}));
    EXPECT_EQ(shapeRead({2, 3, 5, 6}, ofKind(Transposed, 2), WeightLayout::Iohw), (WeightsShape{6, 1, 5, 6}));
    EXPECT_EQ(axesText(4, Convolution, WeightLayout::Oihw), "out, in/groups, rows, columns");
    EXPECT_EQ(axesText(3, Convolution, WeightLayout::Oihw), "in, rows, columns");
    EXPECT_EQ(axesText(3, Convolution, WeightLayout::Hwio), "rows, columns, in");
    EXPECT_EQ(axesText(2, Convolution, WeightLayout::Hwio), "rows, columns");
    EXPECT_EQ(axesText(2, Dense, WeightLayout::Oihw), "out, inputs");
    EXPECT_EQ(axesText(2, Dense, WeightLayout::Hwio), "inputs, out");
    EXPECT_EQ(axesText(1, Dense, WeightLayout::Oihw), "inputs");
}

TEST(WeightLayout, ADenseLayerTakesRowsOfAllInputs)
{
    const ChannelLayer dense = ofKind(Dense);
    EXPECT_EQ(shapeRead({5, 24}, dense), (WeightsShape{5, 2, 3, 4}));
    EXPECT_EQ(shapeRead({24}, dense), (WeightsShape{1, 2, 3, 4}));
    EXPECT_EQ(shapeRead({5, 24}, dense, WeightLayout::Oihw, {1, 1, 24}), (WeightsShape{5, 1, 1, 24}));
    EXPECT_EQ(shapeRead({24, 5}, dense, WeightLayout::Hwio), (WeightsShape{5, 2, 3, 4}));
    EXPECT_EQ(shapeRead({5, 2, 3, 4}, dense), (WeightsShape{5, 2, 3, 4}));
    EXPECT_EQ(shapeRead({5, 23}, dense), (WeightsShape{5, 1, 1, 23})); // which does not fit, and is said
    const auto fits = withWeights(dense, {{5, 23}, std::vector<double>(115)}, nullptr, {2, 3, 4}, WeightLayout::Oihw);
    EXPECT_EQ(fits.error(), (Error{ErrorCode::DenseShape, {"1 × 1 × 23", "2 × 3 × 4"}}));
}

TEST(WeightLayout, RefusesWithTheNumbers)
{
    EXPECT_EQ(notRead({7}), (Error{ErrorCode::WeightAxes, {"(7)", "2", "4"}}));
    EXPECT_EQ(notRead({}, ofKind(Dense)), (Error{ErrorCode::WeightAxes, {"()", "1", "4"}}));
    EXPECT_EQ(notRead({1, 1, 1, 1, 1}).code, ErrorCode::WeightAxes);
    EXPECT_EQ(notRead({1000000000, 1, 1, 1}), (Error{ErrorCode::TooManyChannels, {"1000000000", "64"}}));
    EXPECT_EQ(notRead({1, 65, 1, 1}), (Error{ErrorCode::TooManyChannels, {"65", "64"}}));
    EXPECT_EQ(notRead({0, 1, 1, 1}), (Error{ErrorCode::NoChannels}));
    EXPECT_EQ(notRead({1, 1, 0, 3}), (Error{ErrorCode::EmptyKernel}));
    EXPECT_EQ(notRead({64, 64, 65, 64}), (Error{ErrorCode::TooManyWeights, {"17039360", "16777216"}}));
    EXPECT_EQ(notRead({1, 1, 99999999999, 1}).code, ErrorCode::TooLarge);
    EXPECT_EQ(notRead({3, 1, 1, 1}, ofKind(Transposed, 2), WeightLayout::Iohw),
              (Error{ErrorCode::GroupsDoNotDivide, {"2", "3", "2"}}));
    EXPECT_EQ(notRead({1, 1, 1, 1}, ofKind(Transposed, 0), WeightLayout::Iohw).code, ErrorCode::GroupsDoNotDivide);
}

TEST(WeightOffers, FindTheBiasBesideTheWeight)
{
    const std::vector<TensorFacts> facts{{"conv.bias", "F32", {3}},   {"conv.weight", "F32", {3, 2, 2, 2}},
                                         {"norm.weight", "F32", {3}}, {"c/kernel:0", "F32", {2, 2}},
                                         {"c/bias:0", "F32", {1}},    {"W", "F32", {1}},
                                         {"b", "F32", {1}},           {"overweight", "F32", {1}},
                                         {"overbias", "F32", {1}}};
    EXPECT_EQ(biasOf(facts, 1), 0U);
    EXPECT_EQ(biasOf(facts, 2), std::nullopt);
    EXPECT_EQ(biasOf(facts, 3), 4U);
    EXPECT_EQ(biasOf(facts, 5), 6U);
    EXPECT_EQ(biasOf(facts, 7), std::nullopt);
    std::vector<std::size_t> offered;
    for (const WeightOffer& offer : weightOffers(facts, {}, {2, 4, 4}, WeightLayout::Oihw))
        offered.push_back(offer.weight);
    EXPECT_EQ(offered, (std::vector<std::size_t>{1, 2, 3, 5, 7, 8}));
}

TEST(WeightOffers, SayWhatFitsAndWhyNot)
{
    const std::vector<TensorFacts> facts{{"fits.weight", "F32", {3, 2, 2, 2}}, {"fits.bias", "F32", {3}},
                                         {"wide.weight", "F32", {3, 5, 2, 2}}, {"biased.weight", "F32", {3, 2, 2, 2}},
                                         {"biased.bias", "F32", {4}},          {"norm.weight", "F32", {3}},
                                         {"large.weight", "F32", {1, 2, 9, 9}}};
    const auto offers = weightOffers(facts, {}, {2, 4, 4}, WeightLayout::Oihw);
    ASSERT_EQ(offers.size(), 5U);
    EXPECT_EQ(*offers[0].output, (MapsShape{3, 3, 3}));
    EXPECT_EQ(offers[1].output.error(), (Error{ErrorCode::ChannelCount, {"2", "5"}}));
    EXPECT_EQ(offers[2].output.error(), (Error{ErrorCode::BiasCount, {"4", "3"}}));
    EXPECT_EQ(offers[3].output.error().code, ErrorCode::WeightAxes);
    EXPECT_EQ(offers[4].output.error().code, ErrorCode::KernelTooLarge);
    const auto grouped = weightOffers(facts, ofKind(Convolution, 2), {2, 4, 4}, WeightLayout::Oihw);
    EXPECT_EQ(grouped[0].output.error(), (Error{ErrorCode::GroupsDoNotDivide, {"2", "2", "3"}}));
}

TEST(WeightOffers, ARefusedArrayIsRefusedAgainWhenItIsPut)
{
    const Tensor weight{{3, 2, 1, 1}, {1, 2, 3, 4, 5, 6}}, bias{{2}, {1, 2}}, fitting{{3}, {1, 2, 3}};
    const auto put = [&](const Tensor* b, MapsShape input) {
        return withWeights({}, weight, b, input, WeightLayout::Oihw);
    };
    EXPECT_EQ(put(nullptr, {5, 1, 1}).error(), (Error{ErrorCode::ChannelCount, {"5", "2"}}));
    EXPECT_EQ(put(&bias, {2, 1, 1}).error(), (Error{ErrorCode::BiasCount, {"2", "3"}}));
    EXPECT_EQ(put(&fitting, {2, 1, 1})->biases, (std::vector<double>{1, 2, 3}));
    EXPECT_EQ(put(nullptr, {2, 1, 1})->biases, std::nullopt);
}

TEST(StateDict, OfTheTinyNetworkHasTheNamesOfPyTorch)
{
    const auto layers = findChannelSample("tiny-network")->layers();
    const auto tensors = tensorsOf(layers);
    const Archive made = archiveOf(weightBytes("tiny.safetensors"));
    ASSERT_EQ(tensors.size(), made.tensors.size());
    for (const NamedTensor& one : tensors) {
        ASSERT_TRUE(made.tensors.contains(one.name)) << one.name;
        EXPECT_EQ(made.tensors.at(one.name).shape, one.tensor.shape) << one.name;
        EXPECT_EQ(made.tensors.at(one.name).cells, one.tensor.cells) << one.name;
    }
    EXPECT_TRUE(areSingle(tensors));
}

TEST(StateDict, OfRandomStacksIsReadBack)
{
    test::Random random(7);
    for (int n = 0; n < 200; ++n) {
        const test::RandomChannelStack stack(random, 3, test::RandomChannelStack::everything());
        const Archive archive = archiveOf(safetensorsFrom(tensorsOf(stack.layers), true));
        int module = 0;
        for (std::size_t l = 0; l < stack.layers.size(); ++l) {
            const ChannelLayer& layer = stack.layers[l];
            const std::string name = std::to_string(module);
            module += layer.activates() == Activation::None ? 1 : 2;
            if (!layer.learns())
                continue;
            const Tensor* const bias = layer.biases ? &archive.tensors.at(name + ".bias") : nullptr;
            ChannelLayer bare = layer;
            bare.weights = Weights(WeightsShape{1, 1, 1, 1});
            bare.biases.reset();
            const auto read = withWeights(bare, archive.tensors.at(name + ".weight"), bias, stack.geometries[l].input,
                                          usualLayout(layer.kind));
            ASSERT_TRUE(read.ok()) << stack.text();
            EXPECT_EQ(*read, layer) << stack.text();
        }
    }
}

TEST(MapArrays, AreRowsColumnsAndChannelsBeforeThem)
{
    using Shape64 = std::vector<std::uint64_t>;
    const auto read = [](const Shape64& shape, std::optional<MapsLayout> layout = {}) {
        const auto reading = readingAsMaps(shape, layout);
        EXPECT_TRUE(reading.ok());
        return reading ? *reading : MapsReading{};
    };
    EXPECT_EQ(read({6, 8}).shape, (MapsShape{1, 6, 8}));
    EXPECT_EQ(read({2, 6, 8}).shape, (MapsShape{2, 6, 8}));
    EXPECT_EQ(read({1, 1, 6, 8}).shape, (MapsShape{1, 6, 8}));
    EXPECT_EQ(read({9, 2, 6, 8}).examples, 9);
    EXPECT_EQ(read({4, 5, 3}).shape, (MapsShape{3, 4, 5}));
    EXPECT_EQ(read({4, 5, 3}).layout, MapsLayout::ChannelsLast);
    EXPECT_EQ(read({1, 8, 9, 4}).shape, (MapsShape{4, 8, 9}));
    EXPECT_EQ(read({4, 5, 3}, MapsLayout::ChannelsFirst).shape, (MapsShape{4, 5, 3}));
    EXPECT_EQ(read({3, 3, 3}).layout, MapsLayout::ChannelsFirst); // none is larger
    EXPECT_EQ(read({4, 5, 2}).layout, MapsLayout::ChannelsFirst);
    EXPECT_EQ(read({4, 5, 2}, MapsLayout::ChannelsLast).shape, (MapsShape{2, 4, 5}));
    const auto refused = [](const Shape64& shape) { return readingAsMaps(shape).error(); };
    EXPECT_EQ(refused({7}), (Error{ErrorCode::MapAxes, {"(7)"}}));
    EXPECT_EQ(refused({1, 1, 1, 1, 1}).code, ErrorCode::MapAxes);
    EXPECT_EQ(refused({1000000000, 1, 1}), (Error{ErrorCode::TooManyChannels, {"1000000000", "64"}}));
    EXPECT_EQ(refused({64, 3000, 3000}).code, ErrorCode::MapsTooLarge);
    EXPECT_EQ(refused({0, 3}).code, ErrorCode::EmptyInput);
}

TEST(MapArrays, EachNumberGoesToItsPlace)
{
    const auto tensorIn = [](const char* name) { return *tensorFromNpy(weightBytes(name)); };
    const Maps64 book = converted<double>(findChannelSample("inputs-2")->maps());
    EXPECT_EQ(mapsOfTensor(tensorIn("book_x.npy")), book);
    const Tensor last = tensorIn("book_x_last.npy");
    EXPECT_EQ(*mapsFrom(last, *readingAsMaps(last.shape, MapsLayout::ChannelsLast)), book);
    const Tensor photo = tensorIn("photo.npy");
    EXPECT_EQ(mapsFrom(photo, *readingAsMaps(photo.shape))->at(2, 1, 0), 17);
    const Tensor two = tensorIn("two_examples.npy");
    const MapsReading reading = *readingAsMaps(two.shape);
    EXPECT_EQ(mapsFrom(two, reading).error(), (Error{ErrorCode::SeveralExamples, {"2"}}));
    EXPECT_EQ(*mapsFrom(two, reading, 0), book);
    EXPECT_EQ(mapsFrom(two, reading, 1)->at(1, 2, 2), -9);
    EXPECT_EQ(mapsFrom(two, reading, 2).error(), (Error{ErrorCode::NoSuchExample, {"3", "2"}}));
    EXPECT_EQ(mapsOfTensor(tensorFrom(book)), book);
}

} // namespace
} // namespace lab
