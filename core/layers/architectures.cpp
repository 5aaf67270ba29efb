// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/architectures.h"

#include <array>

namespace lab
{

namespace
{

constexpr auto kConv = LayerKind::Convolution;
constexpr auto kMax = LayerKind::MaxPool;

constexpr std::array kLeNet{
    LayerShape{kConv, 5, 1, 0}, // C1
    LayerShape{LayerKind::AveragePool, 2, 2, 0}, // S2
    LayerShape{kConv, 5, 1, 0}, // C3
    LayerShape{LayerKind::AveragePool, 2, 2, 0}, // S4
    LayerShape{kConv, 5, 1, 0}, // C5
};

constexpr std::array kAlexNet{
    LayerShape{kConv, 11, 4, 0}, LayerShape{kMax, 3, 2, 0},     LayerShape{kConv, 5, 1, 2},
    LayerShape{kMax, 3, 2, 0},   LayerShape{kConv, 3, 1, 1, 3}, LayerShape{kMax, 3, 2, 0},
};

constexpr std::array kVgg16{
    LayerShape{kConv, 3, 1, 1, 2}, LayerShape{kMax, 2, 2, 0},     LayerShape{kConv, 3, 1, 1, 2},
    LayerShape{kMax, 2, 2, 0},     LayerShape{kConv, 3, 1, 1, 3}, LayerShape{kMax, 2, 2, 0},
    LayerShape{kConv, 3, 1, 1, 3}, LayerShape{kMax, 2, 2, 0},     LayerShape{kConv, 3, 1, 1, 3},
    LayerShape{kMax, 2, 2, 0},
};

constexpr std::array kResNet18{
    LayerShape{kConv, 7, 2, 3},    LayerShape{kMax, 3, 2, 1},     LayerShape{kConv, 3, 1, 1, 4},
    LayerShape{kConv, 3, 2, 1},    LayerShape{kConv, 3, 1, 1, 3}, LayerShape{kConv, 3, 2, 1},
    LayerShape{kConv, 3, 1, 1, 3}, LayerShape{kConv, 3, 2, 1},    LayerShape{kConv, 3, 1, 1, 3},
};

constexpr std::array kArchitectures{
    Architecture{"lenet-5", "LeNet-5", "C1 to C5: the last element sees all 32×32 inputs.",
                 "LeCun, Bottou, Bengio, Haffner 1998, section II.B", 32, Activation::Tanh, kLeNet, 32},
    Architecture{"alexnet", "AlexNet", "Five convolutions, three poolings: a field of 195.",
                 "Krizhevsky, Sutskever, Hinton 2012; 195: Araujo, Norris, Sim, Distill 2019", 227, Activation::Relu,
                 kAlexNet, 195},
    Architecture{"vgg-16", "VGG-16", "Thirteen 3×3 convolutions, five poolings: a field of 212.",
                 "Simonyan, Zisserman 2015; 212: Araujo, Norris, Sim, Distill 2019", 224, Activation::Relu, kVgg16,
                 212},
    Architecture{"resnet-18", "ResNet-18", "Its longest path, without the shortcuts beside it: a field of 435.",
                 "He, Zhang, Ren, Sun 2016; 435: S. Wang, ResNet Receptive Field Size, 2018", 224, Activation::Relu,
                 kResNet18, 435},
};

} // namespace

std::span<const Architecture> architectures()
{
    return kArchitectures;
}

std::vector<Layer> layersOf(const Architecture& architecture)
{
    std::vector<Layer> layers;
    for (const LayerShape& shape : architecture.shapes) {
        Layer layer;
        layer.kind = shape.kind;
        layer.spec.stride = {shape.stride, shape.stride};
        if (shape.padding > 0)
            layer.spec.padding = {
                PaddingMode::Explicit, {shape.padding, shape.padding}, {shape.padding, shape.padding}};
        const Shape window{shape.window, shape.window};
        if (layer.pools()) {
            layer.pool = window;
        } else {
            layer.kernel = Grid(window, 1.0F / float(window.cells()));
            layer.activation = architecture.activation;
        }
        layers.insert(layers.end(), std::size_t(shape.repeat), layer);
    }
    return layers;
}

} // namespace lab
