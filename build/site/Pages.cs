// Puts the pages of the repository together for the site, and looks at what was made of them:
//   dotnet run build/site/Pages.cs -- gather       docs, samples and the pages of the root into artifacts/site-pages
//   dotnet run build/site/Pages.cs -- check        every link of artifacts/site leads to a file and a heading that exist
using System.Net;
using System.Text.RegularExpressions;

const string Repository = "https://github.com/typedtasks/typedtasks/blob/main/";
var pages = Path.GetFullPath("artifacts/site-pages");
var site = Path.GetFullPath("artifacts/site");
if (!File.Exists("TypedTasks.sln") || args is not ["gather" or "check"])
{
    Console.Error.WriteLine("usage, at the root of the repository: dotnet run build/site/Pages.cs -- gather|check");
    return 2;
}

return args[0] == "gather" ? Gather() : Check();

// Where a file of the repository is in the site; null for what is no page of it.
static string? Place(string path) =>
    path.StartsWith("docs/", StringComparison.Ordinal) ? path["docs/".Length..]
    : path is "CHANGELOG.md" or "CONTRIBUTING.md" || Regex.IsMatch(path, "^samples/[^/]+/README.md$") ? path
    : path == "README.md" ? "index.md"
    : null;

int Gather()
{
    var files = Directory.EnumerateFiles("docs", "*", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateDirectories("samples").Select(static d => d + "/README.md").Where(File.Exists))
        .Concat(["CHANGELOG.md", "CONTRIBUTING.md"])
        .Select(static f => f.Replace('\\', '/'));
    foreach (var file in files)
    {
        var target = Path.Combine(pages, Place(file)!);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (file.EndsWith(".md", StringComparison.Ordinal))
            File.WriteAllText(target, Relinked(file, File.ReadAllText(file)));
        else
            File.Copy(file, target, overwrite: true);
    }

    return 0;
}

// Links between pages follow their new places; what is no page, a source for instance, is looked at in the repository. Code stays as it is.
static string Relinked(string file, string text) =>
    Regex.Replace(text, @"(?<code>^```.*?^```|`[^`\n]*`)|\]\((?<target>[^)\s#]+)(?<anchor>#[^)\s]*)?\)", match =>
    {
        var target = match.Groups["target"].Value;
        if (match.Groups["code"].Success || target.Contains("://", StringComparison.Ordinal))
            return match.Value;
        var path = Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(file)!, target)).Replace('\\', '/');
        var anchor = match.Groups["anchor"].Value;
        return Place(path) is { } place
            ? $"]({Path.GetRelativePath(Path.GetDirectoryName("/" + Place(file))!, "/" + place).Replace('\\', '/')}{anchor})"
            : $"]({Repository}{path}{anchor})";
    }, RegexOptions.Singleline | RegexOptions.Multiline);

int Check()
{
    var found = Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories).ToDictionary(static f => f, File.ReadAllText);
    var ids = found.ToDictionary(static f => f.Key, static f => Regex.Matches(f.Value, "\\s(?:id|name)=\"([^\"]+)\"").Select(static m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToHashSet());
    var broken = 0;
    var links = 0;
    foreach (var (file, html) in found)
    {
        foreach (var link in Regex.Matches(html, "\\s(?:href|src)=\"([^\"]+)\"").Select(static m => WebUtility.HtmlDecode(m.Groups[1].Value)).Distinct())
        {
            if (Regex.IsMatch(link, "^(?:[a-z]+:|//)"))
                continue;
            links++;
            var parts = link.Split('#', 2);
            var target = parts[0].Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, Uri.UnescapeDataString(parts[0].Split('?')[0])));
            var isThere = File.Exists(target) && (parts.Length < 2 || parts[1].Length == 0 || !ids.TryGetValue(target, out var known) || known.Contains(Uri.UnescapeDataString(parts[1])));
            if (isThere)
                continue;
            broken++;
            Console.Error.WriteLine($"{Path.GetRelativePath(site, file)} links to {link}, which is not there.");
        }
    }

    Console.WriteLine($"{found.Count} pages, {links} links, {broken} broken.");
    return broken == 0 && links > 1000 ? 0 : 1;
}
