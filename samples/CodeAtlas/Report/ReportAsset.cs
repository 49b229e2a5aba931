namespace CodeAtlas;

/// <summary>The style sheet and the script, which live beside this file and travel in the assembly.</summary>
internal static class ReportAsset
{
    public static string Read(string name)
    {
        using var stream = typeof(ReportAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
