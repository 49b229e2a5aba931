namespace CodeAtlas;

/// <summary>Why a file that counts as source by its name is left out of the map.</summary>
internal static class SkipReasons
{
    public const string Binary = "it looks binary";
    public const string Changed = "it changed while it was mapped";
    public const string Gone = "it is not there any more";
    public const string Link = "it is a link";
    public const string Unreadable = "it cannot be read";

    public static readonly string TooLarge = $"it is larger than {SourceRules.MaxBytes / 1024:N0} KB";
}
