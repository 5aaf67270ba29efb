// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/code/random_sessions.h"

#include "core/layers/layer.h"

namespace lab::test
{

namespace
{

Grid anyNumbers(Random& random, Shape shape)
{
    constexpr int kKinds = 4;
    switch (random.integer(0, kKinds - 1)) {
    case 0:
        return random.integers(shape);
    case 1:
        return random.reals(shape, 0, 1);
    case 2:
        return random.reals(shape, -1000, 1000);
    default:
        return random.reals(shape);
    }
}

PicturePtr anyInput(Random& random, Shape shape)
{
    std::vector<Grid> planes;
    const int count = random.integer(0, 3) == 0 ? 3 : 1;
    for (int p = 0; p < count; ++p)
        planes.push_back(anyNumbers(random, shape));
    if (random.integer(0, 19) == 0)
        planes[0].at(random.integer(0, shape.rows - 1), random.integer(0, shape.cols - 1)) = random.coin() ? kNaN
                                                                                             : random.coin()
                                                                                                 ? kInfinity
                                                                                                 : -kInfinity;
    return std::make_shared<const Picture>("random", Content::Numbers, std::move(planes));
}

Layer anyLayer(Random& random)
{
    Layer layer;
    layer.kind = random.oneOf<LayerKind>(
        {LayerKind::Convolution, LayerKind::Convolution, LayerKind::MaxPool, LayerKind::AveragePool});
    layer.kernel = random.coin() ? random.reals(random.shape(4, 4)) : random.integers(random.shape(3, 3), 3);
    layer.bias = random.coin() ? 0 : float(random.real(-1, 1));
    layer.spec = randomSpec(random);
    layer.pool = random.shape(3, 3);
    layer.activation = activations()[std::size_t(random.integer(0, 3))].activation;
    return layer;
}

/// The layers that fit, at most `count`.
std::vector<Layer> anyLayers(Random& random, Shape input, int count)
{
    std::vector<Layer> layers;
    while (int(layers.size()) < count) {
        Layer layer = anyLayer(random);
        const auto geometry = resolveLayer(input, layer);
        constexpr std::int64_t kMost = 20'000;
        if (!geometry || geometry->output().cells() > kMost)
            continue;
        input = geometry->output();
        layers.push_back(std::move(layer));
    }
    return layers;
}

void setLearning(Random& random, Session& session)
{
    TrainSpec& train = session.train;
    Layer& layer = session.layer();
    layer.kind = LayerKind::Convolution;
    train.optimiser = optimisers()[std::size_t(random.integer(0, int(optimisers().size()) - 1))].optimiser;
    train.reduction = random.coin() ? Reduction::Sum : Reduction::Mean;
    train.learnBias = random.coin();
    train.rate = random.oneOf<double>({0.3, 0.03, 0.003, 0.0003});
    train.epochs = random.integer(1, 40);
    train.startKernel = random.reals<double>(layer.kernel.shape());
    train.startBias = random.coin() ? 0 : random.real(-1, 1);
    train.hiddenKernel = random.reals(random.coin() ? layer.kernel.shape() : random.shape(4, 4));
    train.hiddenBias = random.coin() ? 0 : float(random.real(-1, 1));
    if (random.coin())
        train.rateChanges = {{random.integer(1, 10), 0.01}, {random.integer(11, 20), 0.001}};
    if (random.coin())
        train.epoch = random.integer(1, train.epochs);
    else if (random.coin())
        train.tolerance = random.real(0, 1);
}

void setTarget(Random& random, Session& session)
{
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries || random.coin())
        return;
    std::vector<Grid> planes;
    for (int p = 0; p < session.planes(); ++p)
        planes.push_back(anyNumbers(random, (*geometries)[session.focus].output()));
    session.train.target = std::make_shared<const Picture>("target", Content::Numbers, std::move(planes));
}

RandomSession drawnSession(Random& random)
{
    RandomSession drawn;
    Session& session = drawn.session;
    const bool large = random.integer(0, 49) == 0;
    session.input =
        anyInput(random, large ? Shape{random.integer(60, 90), random.integer(60, 90)} : random.shape(9, 9));
    session.channels = random.integer(0, 3) == 0 ? Channels::Grey : Channels::Colour;
    session.layers = anyLayers(random, session.input->shape(), random.oneOf<int>({1, 1, 2, 3, 4}));
    if (random.integer(0, 2) > 0)
        return drawn;
    drawn.subject = CodeSubject::Learning;
    session.focus = std::size_t(random.integer(0, int(session.layers.size()) - 1));
    setLearning(random, session);
    setTarget(random, session);
    return drawn;
}

} // namespace

RandomSession randomSession(std::uint32_t number)
{
    Random random(number);
    for (;;) {
        RandomSession drawn = drawnSession(random);
        if (computationOf(drawn.session, drawn.subject))
            return drawn;
    }
}

} // namespace lab::test
