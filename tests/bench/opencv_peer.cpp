// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peer.h"

#include <memory>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace lab::bench
{

namespace
{

cv::Mat matOf(const Grid& grid)
{
    return {grid.rows(), grid.cols(), CV_32F, const_cast<float*>(grid.cells().data())};
}

const cv::Point kMiddle(-1, -1);

/// From this size on OpenCV also has a path by Fourier transforms in matchTemplate.
constexpr int kTemplateSize = 11;

} // namespace

std::vector<PeerPath> peerFloat(const Grid& x, const Grid& kernel, int threads)
{
    cv::setNumThreads(threads);
    const auto y = std::make_shared<cv::Mat>(x.rows(), x.cols(), CV_32F);
    std::vector<PeerPath> paths = {{"filter2D", [=, x = matOf(x), k = matOf(kernel)] {
                                        cv::filter2D(x, *y, CV_32F, k, kMiddle, 0, cv::BORDER_CONSTANT);
                                    }}};
    if (kernel.rows() >= kTemplateSize) { // a little less to do: it leaves out the margin
        const auto scores = std::make_shared<cv::Mat>();
        paths.push_back({"matchTemplate",
                         [=, x = matOf(x), k = matOf(kernel)] { cv::matchTemplate(x, k, *scores, cv::TM_CCORR); }});
    }
    return paths;
}

std::vector<PeerPath> peerSeparable(const Grid& x, const Grid& column, const Grid& row, int threads)
{
    cv::setNumThreads(threads);
    const auto y = std::make_shared<cv::Mat>(x.rows(), x.cols(), CV_32F);
    return {{"sepFilter2D", [=, x = matOf(x), c = matOf(column), r = matOf(row)] {
                 cv::sepFilter2D(x, *y, CV_32F, r, c, kMiddle, 0, cv::BORDER_CONSTANT);
             }}};
}

std::vector<PeerPath> peerBytes(const BasicGrid<Rgba8>& x, const Grid& kernel, int threads)
{
    cv::setNumThreads(threads);
    const cv::Mat pixels(x.rows(), x.cols(), CV_8UC4, const_cast<Rgba8*>(x.cells().data()));
    const auto y = std::make_shared<cv::Mat>(x.rows(), x.cols(), CV_8UC4);
    struct Planes {
        cv::Mat bytes[4], floats[3], filtered[3];
    };
    const auto p = std::make_shared<Planes>();
    return {{"filter2D 8UC4",
             [=, k = matOf(kernel)] { cv::filter2D(pixels, *y, -1, k, kMiddle, 0, cv::BORDER_CONSTANT); }},
            {"split, filter2D, merge", [=, k = matOf(kernel)] {
                 cv::split(pixels, p->bytes);
                 for (int c = 0; c < 3; ++c) {
                     p->bytes[c].convertTo(p->floats[c], CV_32F);
                     cv::filter2D(p->floats[c], p->filtered[c], CV_32F, k, kMiddle, 0, cv::BORDER_CONSTANT);
                     p->filtered[c].convertTo(p->bytes[c], CV_8U);
                 }
                 cv::merge(p->bytes, 4, *y);
             }}};
}

std::string peerName()
{
    return "OpenCV " CV_VERSION;
}

} // namespace lab::bench
