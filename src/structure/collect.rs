//! Collects what a module defines, imports and mentions from its parsed items.

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{Attribute, ForeignItem, ImplItem, Item, TraitItem, Type};

use crate::conditions::is_test_only;
use crate::module::{Module, WrittenPath};
use crate::{tokens, use_tree};

/// Adds to a module what one of its items defines, imports and mentions. Submodules are not entered.
pub fn add_item(module: &mut Module, item: &Item) {
    add_definition(module, item);
    Collector { module }.visit_item(item);
}

/// The attributes of an item.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn add_definition(module: &mut Module, item: &Item) {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::ExternCrate(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::Macro(item) => match &item.ident {
            Some(name) => {
                module.macros.insert(name.to_string());
                name
            }
            None => return,
        },
        Item::ForeignMod(block) => {
            for item in &block.items {
                add_foreign_definition(module, item);
            }
            return;
        }
        _ => return,
    };
    module.definitions.insert(name.to_string());
}

fn add_foreign_definition(module: &mut Module, item: &ForeignItem) {
    let name = match item {
        ForeignItem::Fn(item) => &item.sig.ident,
        ForeignItem::Static(item) => &item.ident,
        ForeignItem::Type(item) => &item.ident,
        _ => return,
    };
    module.definitions.insert(name.to_string());
}

/// Walks through items and writes down what they mention. `use` declarations inside functions count for the module.
struct Collector<'a> {
    module: &'a mut Module,
}

impl Collector<'_> {
    fn add_path(&mut self, path: &syn::Path) {
        // `::name` is another crate, whatever this one contains.
        if path.leading_colon.is_none() {
            self.module.paths.push(written(path));
        }
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test_only(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &item.attrs[..],
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            _ => &[],
        };
        if !is_test_only(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let attributes = match item {
            TraitItem::Const(item) => &item.attrs[..],
            TraitItem::Fn(item) => &item.attrs,
            TraitItem::Type(item) => &item.attrs,
            TraitItem::Macro(item) => &item.attrs,
            _ => &[],
        };
        if !is_test_only(attributes) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let imported = use_tree::flatten(&item.tree);
        if item.leading_colon.is_none() {
            self.module.imports.extend(imported.names);
            self.module.globs.extend(imported.globs);
        } else {
            // What comes from another crate is this module's own, as seen from its neighbours.
            let names = imported.names.into_iter().map(|import| import.name);
            self.module.definitions.extend(names);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let (None, Type::Path(own)) = (&item.trait_, &*item.self_ty)
            && own.qself.is_none()
            && own.path.leading_colon.is_none()
        {
            self.module.own_impls.push(written(&own.path));
        }
        visit::visit_item_impl(self, item);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.add_path(path);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if call.path.get_ident().is_some() {
            self.module.macro_calls.push(written(&call.path));
        }
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let takes_strings = ["serde", "schemars"]
            .iter()
            .any(|name| attribute.path().is_ident(name));
        if let syn::Meta::List(list) = &attribute.meta
            && takes_strings
        {
            let paths = tokens::paths_in_strings(list.tokens.clone());
            self.module.paths.extend(paths);
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_token_stream(&mut self, found: &'ast TokenStream) {
        self.module.paths.extend(tokens::paths_in(found.clone()));
    }
}

fn written(path: &syn::Path) -> WrittenPath {
    let segments = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let line = path
        .segments
        .first()
        .map_or(0, |segment| segment.ident.span().start().line);
    WrittenPath { segments, line }
}
