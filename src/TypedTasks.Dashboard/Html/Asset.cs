using System.Security.Cryptography;

namespace TypedTasks.Dashboard.Html;

/// <summary>The style sheet and the script, named by what they contain: a browser keeps them for good.</summary>
internal sealed record Asset(string Name, string Type, byte[] Bytes)
{
    private static readonly Asset[] All =
    [
        Read("dashboard.css", "text/css; charset=utf-8"),
        Read("dashboard.js", "text/javascript; charset=utf-8"),
        Read("dashboard.svg", "image/svg+xml"),
    ];

    public static string Style => "assets/" + All[0].Name;

    public static string Script => "assets/" + All[1].Name;

    public static string Icon => "assets/" + All[2].Name;

    public static Asset? Find(string name) => Array.Find(All, a => a.Name == name);

    private static Asset Read(string name, string type)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        return new($"{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}", type, bytes);
    }
}
