//! The three areas of the plans, as far as their lists look different.

/// What a commune is like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// A xã of Cẩm Thủy: Kinh and Mường, thôn.
    CamThuy,
    /// Thị trấn Phong Sơn: tổ dân phố.
    CamThuyTown,
    /// Ia Dom: Gia Rai in làng, Kinh in thôn.
    IaDom,
    /// The invented Đông Trạch at the edge of Hà Nội: ngõ, ngách, many tạm trú.
    DongTrach,
}

impl Setting {
    /// Every setting.
    pub const ALL: [Self; 4] = [
        Self::CamThuy,
        Self::CamThuyTown,
        Self::IaDom,
        Self::DongTrach,
    ];

    /// Never-issued province code that stands for the area's own in personal ids. The one of the
    /// Hà Nội commune begins with two zeros, as the real 001 does, so a spreadsheet eats both.
    pub fn home_code(self) -> u16 {
        match self {
            Self::CamThuy | Self::CamThuyTown => 39,
            Self::IaDom => 65,
            Self::DongTrach => 3,
        }
    }

    /// In per mille: households that are here as tạm trú.
    pub fn temporary_households(self) -> u32 {
        match self {
            Self::CamThuy => 12,
            Self::CamThuyTown => 45,
            Self::IaDom => 30,
            Self::DongTrach => 140,
        }
    }

    /// In per cent: people between 18 and 45 who work or study elsewhere, tạm vắng.
    pub fn away(self) -> u32 {
        match self {
            Self::CamThuy => 14,
            Self::CamThuyTown => 8,
            Self::IaDom => 5,
            Self::DongTrach => 3,
        }
    }
}
