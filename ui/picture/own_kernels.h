// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workshop/kernel_list.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QPushButton;

namespace lab
{

class Document;
class KernelGallery;

/// Kernels that a person keeps under names of their own, for all sessions.
class OwnKernels : public QWidget
{
    Q_OBJECT
public:
    explicit OwnKernels(Document& document, QWidget* parent = nullptr);

    KernelGallery* gallery() const { return m_gallery; }
    const std::vector<NamedKernel>& kernels() const { return m_kernels; }
    void keep(); ///< the kernel of the focused layer under the name that is typed
    void remove(); ///< the one that is chosen
    void copy(); ///< all, as text
    void paste(); ///< adds those of the text on the clipboard

private:
    void add(NamedKernel kernel);
    void store();
    void show();
    void follow();

    Document& m_document;
    std::vector<NamedKernel> m_kernels;
    KernelGallery* m_gallery = nullptr;
    QLineEdit* m_name = nullptr;
    QPushButton* m_keep = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_copy = nullptr;
};

} // namespace lab
