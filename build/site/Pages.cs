// Puts the pages of the repository together for the site, and looks at what was made of them:
//   dotnet run build/site/Pages.cs -- gather       docs, samples and the pages of the root into artifacts/site-pages, what was built of src into artifacts/site-assemblies
//   dotnet run build/site/Pages.cs -- operators    extension operators in the reference as C# writes them
//   dotnet run build/site/Pages.cs -- check        every link of artifacts/site leads to a file and a heading that exist
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

const string Repository = "https://github.com/typedtasks/typedtasks/blob/main/";
var pages = Path.GetFullPath("artifacts/site-pages");
var assemblies = Path.GetFullPath("artifacts/site-assemblies");
var references = Path.GetFullPath("artifacts/site-references");
var site = Path.GetFullPath("artifacts/site");
if (!File.Exists("TypedTasks.sln") || args is not ["gather" or "operators" or "check"])
{
    Console.Error.WriteLine("usage, at the root of the repository: dotnet run build/site/Pages.cs -- gather|operators|check");
    return 2;
}

return args[0] switch { "gather" => Gather(), "operators" => Operators(), _ => Check() };

// Where a file of the repository is in the site; null for what is no page of it.
static string? Place(string path) =>
    path.StartsWith("docs/", StringComparison.Ordinal) ? path["docs/".Length..]
    : path is "CHANGELOG.md" or "CONTRIBUTING.md" || Regex.IsMatch(path, "^samples/[^/]+/README.md$") ? path
    : path == "README.md" ? "index.md"
    : null;

int Gather()
{
    // What the assemblies refer to: without it the tool does not know the types that their members have.
    var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    Directory.CreateDirectory(references);
    foreach (var dependencies in Directory.EnumerateDirectories("src").Select(static d => Path.GetFileName(d)).Select(static n => $"src/{n}/bin/Release/net10.0/{n}.deps.json"))
    {
        using var json = JsonDocument.Parse(File.ReadAllText(dependencies));
        foreach (var library in json.RootElement.GetProperty("targets").EnumerateObject().SelectMany(static t => t.Value.EnumerateObject()))
        {
            foreach (var asset in library.Value.TryGetProperty("runtime", out var runtime) ? runtime.EnumerateObject().ToList() : [])
            {
                var path = Path.Combine(packages, library.Name.ToLowerInvariant(), asset.Name);
                if (File.Exists(path))
                    File.Copy(path, Path.Combine(references, Path.GetFileName(path)), overwrite: true);
            }
        }
    }

    // Each once: beside every assembly lie copies of those that it refers to.
    Directory.CreateDirectory(assemblies);
    foreach (var name in Directory.EnumerateDirectories("src").Select(static d => Path.GetFileName(d)).Where(static n => n != "TypedTasks.Cli"))
    {
        foreach (var file in new[] { $"{name}.dll", $"{name}.xml" })
            File.Copy($"src/{name}/bin/Release/net10.0/{file}", Path.Combine(assemblies, file), overwrite: true);
    }

    var files = Directory.EnumerateFiles("docs", "*", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateDirectories("samples").Select(static d => d + "/README.md").Where(File.Exists))
        .Concat(["CHANGELOG.md", "CONTRIBUTING.md"])
        .Select(static f => f.Replace('\\', '/'));
    foreach (var file in files)
    {
        var target = Path.Combine(pages, Place(file)!);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (file == "docs/toc.yml")
            Contents(File.ReadAllText(file));
        else if (file.EndsWith(".md", StringComparison.Ordinal))
            File.WriteAllText(target, Relinked(file, File.ReadAllText(file)));
        else
            File.Copy(file, target, overwrite: true);
    }

    File.Copy("build/icon/icon.png", Path.Combine(pages, "images", "icon.png"), overwrite: true);
    return 0;
}

// At the side of each page is the list of all; at the top are that list and the reference, which has one of its own.
void Contents(string list)
{
    Directory.CreateDirectory(Path.Combine(pages, "guide"));
    var own = Regex.Replace(list, @"^.*href: api-reference/.*\n", "", RegexOptions.Multiline);
    File.WriteAllText(Path.Combine(pages, "guide", "toc.yml"), Regex.Replace(own, "href: ", "href: ../"));
    File.WriteAllText(Path.Combine(pages, "toc.yml"), """
        - { name: Documentation, href: guide/, homepage: getting-started.md }
        - { name: API of C#, href: api-reference/ }
        - { name: Changelog, href: CHANGELOG.md }

        """);
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

// The compiler keeps an operator of an extension as a method, op_BitwiseOr<T>(…), and that is how the tool shows it.
int Operators()
{
    var symbols = new Dictionary<string, string> { ["BitwiseOr"] = "|", ["RightShift"] = ">>" };
    foreach (var file in Directory.EnumerateFiles(Path.Combine(pages, "api-reference"), "*.yml"))
    {
        var text = File.ReadAllText(file);
        var written = Regex.Replace(text, @"\bop_(\w+)<[^(]*>\(", m => $"operator {symbols[m.Groups[1].Value]}(");
        if (written == text)
            continue;
        var members = Regex.Matches(written, @"^- api3: (.*)$", RegexOptions.Multiline);
        if (members.All(static m => m.Groups[1].Value.TrimStart('\'', '"').StartsWith("operator ", StringComparison.Ordinal)))
            written = written.Replace("- h2: Methods\n", "- h2: Operators\n", StringComparison.Ordinal);
        File.WriteAllText(file, written);
    }

    return 0;
}

int Check()
{
    var found = Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories).ToDictionary(static f => f, File.ReadAllText);
    var ids = found.ToDictionary(static f => f.Key, static f => Regex.Matches(f.Value, "\\s(?:id|name)=\"([^\"]+)\"").Select(static m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToHashSet());
    var broken = 0;
    var links = 0;
    foreach (var (file, html) in found)
    {
        if (Regex.IsMatch(html, @"[ >]op_\w+(?:&lt;|<)"))
        {
            broken++;
            Console.Error.WriteLine($"{Path.GetRelativePath(site, file)} shows an operator as the compiler keeps it.");
        }

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
