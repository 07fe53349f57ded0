//! Every address of the site, in one place, language first.

/// Where a reader is: a language and a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    /// BCP 47 tag.
    pub lang: String,
    /// The page.
    pub route: Route,
}

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Route {
    /// What the hospital offers to patients abroad.
    Home,
    /// All programs.
    Programs,
    /// One program, by its slug.
    Program(String),
    /// Research and its highlights.
    Research,
    /// One highlight, by its slug.
    Highlight(String),
    /// How to reach the team.
    Contact,
    /// A page of prose, by its slug. Its path reads as that of a form: which of the two it is, the content
    /// knows.
    Article(String),
    /// The receipt of a form that was sent without script, by the form's name.
    Received(String),
    /// A letter to print, by the name of the form whose answers fill it in.
    Letter(String),
    /// A request form, by its name in `public/forms`.
    Form(String),
}

impl Route {
    /// The path below the language, without slashes at its ends.
    fn tail(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Programs => "programs".into(),
            Self::Program(slug) => format!("programs/{slug}"),
            Self::Research => "research".into(),
            Self::Highlight(slug) => format!("research/{slug}"),
            Self::Contact => "contact".into(),
            Self::Received(form) => format!("{form}/received"),
            Self::Letter(form) => format!("{form}/letter"),
            Self::Article(name) | Self::Form(name) => name.clone(),
        }
    }

    /// The path in a language: `/ar/programs/heart-center/`.
    pub fn path(&self, lang: &str) -> String {
        match self.tail() {
            tail if tail.is_empty() => format!("/{lang}/"),
            tail => format!("/{lang}/{tail}/"),
        }
    }
}

impl Address {
    /// Reads a path. Whether the page exists is for the content to say.
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let mut parts = path
            .strip_prefix('/')?
            .split('/')
            .filter(|part| !part.is_empty());
        let lang = parts.next()?.to_owned();
        let parts: Vec<_> = parts.collect();
        let route = match parts[..] {
            [] => Route::Home,
            ["programs"] => Route::Programs,
            ["programs", slug] => Route::Program(slug.into()),
            ["research"] => Route::Research,
            ["research", slug] => Route::Highlight(slug.into()),
            ["contact"] => Route::Contact,
            [form, "received"] => Route::Received(form.into()),
            [form, "letter"] => Route::Letter(form.into()),
            [form] => Route::Form(form.into()),
            _ => return None,
        };
        Some(Self { lang, route })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn leads_back(route: Route) {
        let path = route.path("ar");
        assert_eq!(
            Address::parse(&path),
            Some(Address {
                lang: "ar".into(),
                route
            }),
            "{path}"
        );
    }

    #[test]
    fn every_route_is_found_again_from_its_path() {
        for route in [
            Route::Home,
            Route::Programs,
            Route::Program("heart-center".into()),
            Route::Research,
            Route::Highlight("pig-kidney".into()),
            Route::Contact,
            Route::Received("appointment".into()),
            Route::Letter("second-opinion".into()),
            Route::Form("appointment".into()),
        ] {
            leads_back(route);
        }
    }

    #[test]
    fn the_path_of_an_article_is_found_again() {
        let path = Route::Article("planning".into()).path("ar");
        let address = Address::parse(&path).expect("it is an address");
        assert_eq!(address.route.path("ar"), path);
    }

    #[test]
    fn a_path_means_the_same_with_and_without_its_last_slash() {
        assert_eq!(
            Address::parse("/en/programs"),
            Address::parse("/en/programs/")
        );
    }

    #[test]
    fn a_path_too_deep_is_no_page() {
        assert_eq!(Address::parse("/en/programs/a/b"), None);
    }
}
