using System.Security.Cryptography;
using System.Text;
using TypedTasks.Emulator.Http;

namespace TypedTasks.Emulator.Explorer;

/// <summary>
/// The page on which a person looks into the emulator. One answer holds all of it: its policy lets in its own script and
/// style by their hashes and nothing else, and lets it ask nobody but this server.
/// </summary>
internal static class ExplorerPage
{
    private static readonly Lazy<HttpResponse> Page = new(Make);

    public static HttpResponse Answer() => Page.Value;

    private static HttpResponse Make()
    {
        var (style, script) = (Read("explorer.css"), Read("explorer.js"));
        var html = Read("explorer.html").Replace("/*style*/", style, StringComparison.Ordinal).Replace("/*script*/", script, StringComparison.Ordinal);
        var policy = $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
        return new(200, "text/html;charset=utf-8", Encoding.UTF8.GetBytes(html))
        {
            Headers =
            [
                ("Content-Security-Policy", policy), ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"),
                ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
                ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
            ],
        };
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using var stream = typeof(ExplorerPage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"'{name}' is not part of the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Browsers hash what they made of line ends.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
