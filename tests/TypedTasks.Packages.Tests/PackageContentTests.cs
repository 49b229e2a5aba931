using System.Text;
using System.Xml.Linq;
using TypedTasks.Packages.Tests.Harness;

namespace TypedTasks.Packages.Tests;

/// <summary>What is in the packages, and what is not.</summary>
[Collection(nameof(PackageFeed))]
public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void Every_project_under_src_is_packed()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal);
        Assert.Equal(projects, feed.Ids());
    }

    [Fact]
    public void Every_package_says_what_it_is_under_which_licence_and_brings_readme_and_symbols()
    {
        foreach (var id in feed.Ids())
        {
            var metadata = Metadata(id);
            Assert.Equal("MIT", Value(metadata, "license"));
            Assert.Equal("README.md", Value(metadata, "readme"));
            Assert.NotEmpty(Value(metadata, "description"));
            Assert.NotEqual("Package Description", Value(metadata, "description"));
            Assert.Contains("README.md", Files(id));
            Assert.Contains(Files(id, "snupkg"), f => f.EndsWith($"/{id}.pdb", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Libraries_bring_their_documentation()
    {
        foreach (var id in feed.Ids().Where(static i => i != "TypedTasks.Cli"))
        {
            Assert.Contains($"lib/net10.0/{id}.dll", Files(id));
            Assert.Contains($"lib/net10.0/{id}.xml", Files(id));
        }
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
        string[] expected = ["AmqpNetLite.Substitutions.xml", "TypedTasks.ServiceBus.targets"];
        Assert.Equal(
            expected.Select(static n => $"buildTransitive/{n}"),
            Files("TypedTasks.ServiceBus").Where(static f => f.StartsWith("build", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void No_package_tells_where_it_was_built()
    {
        Skip.IfNot(Repository.Configuration == "Release", "Only Release builds are published.");
        var root = Encoding.UTF8.GetBytes(Repository.Root);
        foreach (var id in feed.Ids())
        {
            using var package = feed.Open(id);
            foreach (var entry in package.Entries.Where(static e => e.Name.StartsWith("TypedTasks", StringComparison.Ordinal)))
            {
                using var bytes = new MemoryStream();
                using (var content = entry.Open())
                    content.CopyTo(bytes);
                Assert.True(bytes.ToArray().AsSpan().IndexOf(root) < 0, $"{id}: {entry.FullName} contains {Repository.Root}");
            }
        }
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
