using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedTasks.Structure.Tests;

public sealed class StructureTests
{
    private const int MostLines = 400;

    // Knows nothing of the others, and has a structure of its own.
    private const string Emulator = "TypedTasks.Emulator";

    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["TypedTasks"] = [],
        ["TypedTasks.Hosting"] = ["TypedTasks"],
        ["TypedTasks.Sqlite"] = ["TypedTasks"],
        ["TypedTasks.Postgres"] = ["TypedTasks"],
        ["TypedTasks.DataProtection"] = ["TypedTasks"],
        ["TypedTasks.AspNetCore"] = ["TypedTasks"],
        ["TypedTasks.Dashboard"] = ["TypedTasks", "TypedTasks.AspNetCore"],
        ["TypedTasks.ServiceBus.Shared"] = ["TypedTasks"],
        ["TypedTasks.ServiceBus"] = ["TypedTasks", "TypedTasks.ServiceBus.Shared"],
        ["TypedTasks.Amqp"] = ["TypedTasks", "TypedTasks.ServiceBus.Shared"],
        ["TypedTasks.Testing"] = ["TypedTasks", "TypedTasks.Hosting"],
        [Emulator] = [],
        ["TypedTasks.Cli"] = ["TypedTasks", "TypedTasks.Hosting", "TypedTasks.ServiceBus.Shared", "TypedTasks.Amqp", "TypedTasks.Sqlite", "TypedTasks.Postgres", "TypedTasks.Dashboard", Emulator],
        ["TypedTasks.Aspire"] = ["TypedTasks", "TypedTasks.Hosting", "TypedTasks.ServiceBus.Shared", "TypedTasks.Amqp"],
        ["TypedTasks.Aspire.Hosting"] = [Emulator],
    };

    [Fact]
    public void Projects_point_one_way()
    {
        var wrong =
            from file in Sources.OfSrc.Files
            from other in file.Names
            let project = other.Key[..other.Key.IndexOf('/', StringComparison.Ordinal)]
            where project != file.Project && !Arrows[file.Project].Contains(project)
            select $"{file.Path} -> {other.Key}: {string.Join(", ", other.Value)}";
        Nothing(wrong);
    }

    [Fact]
    public void Every_project_has_its_place() =>
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), Sources.OfSrc.Files.Select(static f => f.Project).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Folders_point_one_way()
    {
        var arrows = FolderArrows.Of(Sources.OfSrc.Files.Where(static f => f.Project != Emulator));
        Nothing(arrows.Circles().Select(arrows.Describe));
    }

    // docs/architecture.md: each may name those before it.
    [Theory]
    [InlineData("TypedTasks", "Tasks Schedules Security Serialization Workers Paths Transport Storage Plans Signatures Client Operations Wire Engine Generated Registration")]
    [InlineData("TypedTasks.Hosting", "Protection Shared Sending Observability Client Dispatch Upkeep Schedules Alerts Operations")]
    public void Folders_stand_in_the_order_that_the_page_tells(string project, string folders)
    {
        var order = folders.Split(' ').Select(f => $"{project}/{f}").ToList();
        Nothing(
            from file in Sources.OfSrc.Files
            where file.Project == project && file.Folder != project
            from other in file.Names.Keys
            let to = SourceFile.FolderOf(other)
            where to.StartsWith(project + "/", StringComparison.Ordinal) && order.IndexOf(to) > order.IndexOf(file.Folder)
            select $"{file.Path} -> {other}: {string.Join(", ", file.Names[other])}");
    }

    [Fact]
    public void No_two_types_have_one_name()
    {
        var names =
            from file in Sources.OfSrc.Files
            where file.Project != Emulator
            from type in file.Tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where type.Parent is not TypeDeclarationSyntax
            group file.Path by $"{type.Identifier.Text}`{(type as TypeDeclarationSyntax)?.TypeParameterList?.Parameters.Count ?? 0}" into same
            where same.Distinct().Count() > 1 && (same.Any(p => !IsPartOf(p, same.Key)) || same.Select(Folder).Distinct().Count() > 1)
            select $"{same.Key}: {string.Join(", ", same.Distinct())}";
        Nothing(names);
    }

    [Fact]
    public void Files_stay_short()
    {
        Nothing(
            from file in Sources.OfSrc.Files
            let lines = file.Tree.GetText().Lines.Count - 1
            where lines > MostLines
            select $"{file.Path} has {lines} lines; at most {MostLines} are allowed.");
    }

    private static void Nothing(IEnumerable<string> found)
    {
        var text = string.Join('\n', found);
        Assert.True(text.Length == 0, text);
    }

    private static string Folder(string path) => path[..path.LastIndexOf('/')];

    // Parts of one partial type: Name.cs, Name.Part.cs.
    private static bool IsPartOf(string path, string name) =>
        Path.GetFileName(path).StartsWith(name[..name.IndexOf('`', StringComparison.Ordinal)] + ".", StringComparison.Ordinal);
}
