using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>What is in the packages, and what is not.</summary>
[Collection(nameof(PackageFeed))]
public sealed class PackageContentTests(PackageFeed feed)
{
    private const string Url = "https://github.com/typedtasks/typedtasks";

    [Fact]
    public void Every_project_that_can_be_packed_is_packed()
    {
        var projects = new[] { "src", "templates" }
            .SelectMany(static folder => Directory.GetDirectories(Path.Combine(Repository.Root, folder)))
            .SelectMany(static folder => Directory.GetFiles(folder, "*.csproj"))
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal);
        Assert.Equal(projects, feed.Ids());
    }

    [Fact]
    public void Every_package_says_what_it_is_under_which_licence_and_where_it_comes_from()
    {
        foreach (var id in feed.Ids())
        {
            var metadata = Metadata(id);
            Assert.Equal("MIT", Value(metadata, "license"));
            Assert.NotEmpty(Value(metadata, "description"));
            Assert.NotEqual("Package Description", Value(metadata, "description"));
            Assert.NotEmpty(Value(metadata, "tags"));
            Assert.Equal(Url, Value(metadata, "projectUrl"));
            var repository = metadata.Elements().Single(static e => e.Name.LocalName == "repository");
            Assert.Equal(("git", Url), ((string?)repository.Attribute("type"), (string?)repository.Attribute("url")));
            if (Path.Exists(Path.Combine(Repository.Root, ".git")))
                Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
        }
    }

    [Fact]
    public void Every_package_has_the_icon()
    {
        var icon = File.ReadAllBytes(Path.Combine(Repository.Root, "build", "icon", "icon.png"));
        Assert.Equal("\u0089PNG", Encoding.Latin1.GetString(icon, 0, 4));
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
        foreach (var id in feed.Ids())
        {
            Assert.Equal("icon.png", Value(Metadata(id), "icon"));
            Assert.Equal(icon, Bytes(id, "icon.png"));
        }
    }

    [Fact]
    public void Every_package_has_the_readme_as_the_gallery_can_show_it()
    {
        foreach (var id in feed.Ids())
        {
            Assert.Equal("README.md", Value(Metadata(id), "readme"));
            var readme = Encoding.UTF8.GetString(Bytes(id, "README.md"));
            Assert.StartsWith("# TypedTasks\n", readme, StringComparison.Ordinal);
            Assert.DoesNotContain("<!--", readme, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\]\((?!https://)", readme);
            Assert.Contains("| `a \\| b` | a's result is b's input; it must fit |", readme, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_package_was_made_deterministically_and_every_library_was_validated()
    {
        foreach (var (id, description) in feed.Descriptions())
        {
            Assert.Contains("deterministic=true", description, StringComparison.Ordinal);
            Assert.Contains("untracked=true", description, StringComparison.Ordinal);
            Assert.Equal(IsLibrary(id), description.Contains("validated=true", StringComparison.Ordinal));
        }

        Assert.Equal(feed.Ids(), feed.Descriptions().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_assembly_is_deterministic_and_brings_symbols_with_their_sources()
    {
        foreach (var id in feed.Ids().Where(i => !IsTemplate(i)))
        {
            var assembly = Files(id).Single(f => f.EndsWith($"/{id}.dll", StringComparison.Ordinal));
            using var image = new PEReader(new MemoryStream(Bytes(id, assembly)));
            Assert.Contains(image.ReadDebugDirectory(), static e => e.Type == DebugDirectoryEntryType.Reproducible);

            var symbols = Files(id, "snupkg").Single(f => f.EndsWith($"/{id}.pdb", StringComparison.Ordinal));
            using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(id, symbols, "snupkg")));
            var reader = provider.GetMetadataReader();
            Assert.NotEmpty(reader.Documents);
            if (Repository.Configuration == "Release")
                Assert.All(reader.Documents, document => Assert.True(HasSource(reader, document), reader.GetString(reader.GetDocument(document).Name)));
        }
    }

    [Fact]
    public void Libraries_bring_their_documentation()
    {
        foreach (var id in feed.Ids().Where(IsLibrary))
        {
            Assert.Contains($"lib/net10.0/{id}.dll", Files(id));
            Assert.Contains($"lib/net10.0/{id}.xml", Files(id));
        }
    }

    [Fact]
    public void A_package_is_a_library_a_tool_or_templates()
    {
        Assert.Equal(["TypedTasks.Cli"], feed.Ids().Where(i => PackageType(i) == "DotnetTool"));
        Assert.Equal(["TypedTasks.Templates"], feed.Ids().Where(IsTemplate));
        Assert.Contains("content/typedtasks-worker/.template.config/template.json", Files("TypedTasks.Templates"));
        Assert.Contains("content/typedtasks-web/.template.config/template.json", Files("TypedTasks.Templates"));
        Assert.Contains("content/typedtasks-contracts/.template.config/template.json", Files("TypedTasks.Templates"));
        Assert.DoesNotContain(Files("TypedTasks.Templates"), static f => f.StartsWith("lib/", StringComparison.Ordinal));
    }

    [Fact]
    public void TypedTasks_carries_the_generator_the_analyzers_and_their_fixes()
    {
        string[] expected = ["TypedTasks.Analyzers.dll", "TypedTasks.CodeFixes.dll", "TypedTasks.Generators.dll"];
        Assert.Equal(
            expected.Select(static n => $"analyzers/dotnet/cs/{n}"),
            Files("TypedTasks").Where(static f => f.StartsWith("analyzers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TypedTasks_depends_on_abstractions_of_the_framework_only()
    {
        Assert.NotEmpty(Dependencies("TypedTasks"));
        Assert.All(Dependencies("TypedTasks"), static d => Assert.Matches(@"^Microsoft\.Extensions\..*Abstractions$", d.Id));
    }

    [Fact]
    public void The_generator_comes_with_every_package_that_depends_on_TypedTasks()
    {
        var ours = feed.Ids().SelectMany(Dependencies).Where(static d => d.Id.StartsWith("TypedTasks", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, d =>
        {
            Assert.Equal(feed.Version, d.Version);
            Assert.DoesNotContain("Analyzers", d.Exclude, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_transport_brings_what_trimming_needs_to_every_application_that_depends_on_it()
    {
        string[] expected = ["AmqpNetLite.Substitutions.xml", "TypedTasks.Amqp.targets"];
        Assert.Equal(
            expected.Select(static n => $"buildTransitive/{n}"),
            Files("TypedTasks.Amqp").Where(static f => f.StartsWith("build", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void No_package_tells_where_it_was_built()
    {
        Skip.IfNot(Repository.Configuration == "Release", "Only Release builds are published.");
        var root = Encoding.UTF8.GetBytes(Repository.Root);
        foreach (var id in feed.Ids())
        {
            foreach (var file in Files(id).Where(static f => Path.GetFileName(f).StartsWith("TypedTasks", StringComparison.Ordinal)))
                Assert.True(Bytes(id, file).AsSpan().IndexOf(root) < 0, $"{id}: {file} contains {Repository.Root}");
        }
    }

    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static bool HasSource(MetadataReader reader, DocumentHandle document) =>
        reader.GetCustomDebugInformation(document).Any(h => reader.GetGuid(reader.GetCustomDebugInformation(h).Kind) == EmbeddedSource);

    private bool IsLibrary(string id) => PackageType(id).Length == 0;

    private bool IsTemplate(string id) => PackageType(id) == "Template";

    private string PackageType(string id) =>
        (string?)Metadata(id).Descendants().SingleOrDefault(static e => e.Name.LocalName == "packageType")?.Attribute("name") ?? "";

    private byte[] Bytes(string id, string file, string extension = "nupkg")
    {
        using var package = feed.Open(id, extension);
        using var content = package.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value ?? "";

    private IReadOnlyList<(string Id, string Version, string Exclude)> Dependencies(string id) =>
    [
        .. Metadata(id).Descendants()
            .Where(static e => e.Name.LocalName == "dependency")
            .Select(static e => ((string)e.Attribute("id")!, (string)e.Attribute("version")!, (string?)e.Attribute("exclude") ?? "")),
    ];

    private XElement Metadata(string id)
    {
        using var package = feed.Open(id);
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private IReadOnlyList<string> Files(string id, string extension = "nupkg")
    {
        using var package = feed.Open(id, extension);
        return [.. package.Entries.Select(static e => e.FullName)];
    }
}
