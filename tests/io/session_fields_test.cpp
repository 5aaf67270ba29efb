// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channels/channel_samples.h"
#include "core/channels/channel_stack.h"
#include "core/session/fields.h"
#include "tests/io/support.h"
#include "ui/io/session_file.h"
#include "ui/io/session_json.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <concepts>
#include <functional>
#include <limits>

using namespace lab;

namespace
{

// How a value of each type becomes another one that a file may hold.

void alter(bool& value)
{
    value = !value;
}

void alter(std::size_t& place)
{
    place = place == 0 ? 1 : 0;
}

void alter(int& value)
{
    ++value;
}

template <std::floating_point T>
void alter(T& value)
{
    value /= 2;
}

template <class E>
requires std::is_enum_v<E>
void alter(E& value)
{
    const auto ids = idsOf(value);
    value = ids.rows[0].*ids.value == value ? ids.rows[1].*ids.value : ids.rows[0].*ids.value;
}

template <Pair T>
void alter(T& pair)
{
    auto& [first, second] = pair;
    second += 1;
}

template <class T>
void alter(BasicGrid<T>& grid)
{
    grid.at(0, 0) += 1;
}

void alter(std::optional<std::uint64_t>& seed)
{
    seed = seed ? std::nullopt : std::optional<std::uint64_t>(1);
}

void alter(PicturePtr& picture)
{
    picture = std::make_shared<const Picture>(picture->name() + "'", picture->content(), picture->planes());
}

void alter(ChannelStackPtr& stack)
{
    auto other = std::make_shared<ChannelStack>(*stack);
    other->input.at(0, 0, 0) += 1;
    stack = other;
}

template <Record T>
void alter(std::vector<T>& records)
{
    records.pop_back();
}

/// Calls visit(id) once for each field of `record` and of what is in it, while just that one is another.
template <Record T, class Visit>
void alterEach(T& record, const Visit& visit)
{
    forEachField<T>([&](const auto& field) {
        auto& value = record.*field.member;
        if constexpr (Record<std::remove_reference_t<decltype(value)>>) {
            alterEach(value, visit);
        } else {
            const auto kept = value;
            alter(value);
            visit(field.id);
            value = kept;
        }
    });
}

/// Three planes, three layers, and nothing as it is by default.
Session manyFields()
{
    QFile saved(QStringLiteral(LAB_TEST_DATA "/sessions/unusual.corr2d"));
    EXPECT_TRUE(saved.open(QIODevice::ReadOnly));
    const auto file = sessionFromJson(saved.readAll());
    EXPECT_TRUE(file.ok()) << outcome(file);
    Session session = file->session;
    session.input = std::make_shared<const Picture>("planes", Content::Numbers, std::vector<Grid>(3, Grid{{1, 2}}));
    session.channels = Channels::Colour;
    session.other = Grid{{1, 2}};
    session.layers.push_back(session.layers.back());
    session.stack = std::make_shared<const ChannelStack>(stackOf(channelSamples().front()));
    return session;
}

TEST(SessionFields, EachIsComparedNotedAndSaved)
{
    const Session before = manyFields();
    Session session = before;
    int fields = 0;
    const auto check = [&](std::string_view id) {
        ++fields;
        EXPECT_FALSE(session == before) << id;
        EXPECT_TRUE(diff(before, session).any()) << id;
        const auto back = sessionFromJson(sessionToJson({session, {}, {}}));
        ASSERT_TRUE(back.ok()) << id << ": " << outcome(back);
        EXPECT_EQ(back->session, session) << id;
    };
    alterEach(session, check);
    EXPECT_EQ(session, before);
    alterEach(session.layers[1], check);
    alterEach(session.train.rateChanges.back(), check);
    EXPECT_EQ(fields, 6 + 17 + 12 + 2) << "session, training, layer, change of the rate";
}

TEST(SessionFields, LayersOfSeveralChannelsComeBackWithEveryNumber)
{
    for (const ChannelSample& sample : channelSamples()) {
        ChannelStack stack = stackOf(sample);
        for (ChannelLayer& layer : stack.layers)
            if (layer.learns())
                layer = withBiases(std::move(layer), true);
        ChannelLayer& layer = stack.layers.front();
        if (layer.learns()) {
            layer.weights.at({0, 0, 0, 0}) = 0.1 + 0.2;
            layer.biases->front() = std::numeric_limits<double>::quiet_NaN();
        }
        Session session = manyFields();
        session.stack = std::make_shared<const ChannelStack>(stack);
        const auto back = sessionFromJson(sessionToJson({session, {}, {}}));
        ASSERT_TRUE(back.ok()) << sample.id << ": " << outcome(back);
        EXPECT_EQ(back->session, session) << sample.id;
        session.stack = nullptr;
        EXPECT_TRUE(diff(back->session, session).stack);
        EXPECT_FALSE(sessionToJson({session, {}, {}}).contains("\"stack\""));
    }
}

/// Where a session with `change` made of its layers of several channels is said to be broken; empty: it opens.
std::string brokenWith(const std::function<void(QJsonObject& stack)>& change)
{
    const QJsonDocument whole = QJsonDocument::fromJson(sessionToJson({manyFields(), {}, {}}));
    QJsonObject json = whole.object();
    QJsonObject stack = json[QStringLiteral("stack")].toObject();
    change(stack);
    json[QStringLiteral("stack")] = stack;
    const auto read = sessionFromJson(QJsonDocument(json).toJson());
    return read ? std::string() : outcome(read);
}

QJsonObject firstLayer(const QJsonObject& stack)
{
    return stack[QStringLiteral("layers")].toArray()[0].toObject();
}

TEST(SessionFields, LayersOfSeveralChannelsThatDoNotFitAreRefused)
{
    const auto withLayer = [](const char* key, const QJsonValue& value) {
        return brokenWith([&](QJsonObject& stack) {
            QJsonObject layer = firstLayer(stack);
            layer[QString::fromUtf8(key)] = value;
            stack[QStringLiteral("layers")] = QJsonArray{layer};
        });
    };
    EXPECT_EQ(brokenWith([](QJsonObject&) {}), "");
    EXPECT_NE(brokenWith([](QJsonObject& stack) { stack.remove(QStringLiteral("input")); }), "");
    EXPECT_NE(brokenWith([](QJsonObject& stack) { stack[QStringLiteral("input")] = QJsonArray(); }), "");
    EXPECT_NE(brokenWith([](QJsonObject& stack) { stack[QStringLiteral("layers")] = QJsonArray(); }), "");
    EXPECT_NE(withLayer("groups", 3), "");
    EXPECT_NE(withLayer("groups", 0), "");
    EXPECT_NE(withLayer("kind", QStringLiteral("unheard of")), "");
    EXPECT_NE(withLayer("weights", QJsonArray()), "");
    EXPECT_NE(withLayer("weights", QJsonArray{QJsonArray()}), "");
    EXPECT_NE(withLayer("weights", QJsonArray{QJsonArray{QJsonArray{QJsonArray{1}}}}), "") << "one channel of two";
    EXPECT_NE(withLayer("biases", QJsonArray{1, 2, 3, 4, 5}), "");
    EXPECT_NE(withLayer("biases", QStringLiteral("none")), "");
}

} // namespace
