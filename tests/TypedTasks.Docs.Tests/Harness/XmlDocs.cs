using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TypedTasks.Docs.Tests.Harness;

/// <summary>What the XML documentation of a built assembly says of a member, as Markdown.</summary>
internal sealed partial class XmlDocs
{
    private const int MostOfATable = 240;

    private readonly Dictionary<string, XElement> members;

    private XmlDocs(Dictionary<string, XElement> members) => this.members = members;

    /// <summary>Reads the file beside the assembly.</summary>
    public static XmlDocs Of(string assembly) => new(
        XDocument.Load(Path.ChangeExtension(assembly, ".xml"), LoadOptions.PreserveWhitespace).Descendants("member")
            .ToDictionary(static m => m.Attribute("name")!.Value, static m => m));

    public string Summary(Type type) => Text($"T:{type.FullName}", type);

    public string Summary(Type type, string property) => Text($"P:{type.FullName}.{property}", type);

    /// <summary>The first of several sentences, or all where they are short.</summary>
    public static string Short(string text) => text.Length > MostOfATable && FirstSentence().Match(text) is { Success: true } match ? match.Value : text;

    private string Text(string id, Type type) =>
        members.TryGetValue(id, out var member) && member.Element("summary") is { } summary
            ? Space().Replace(string.Concat(summary.Nodes().Select(n => Markdown(n, type))), " ").Trim()
            : throw new InvalidOperationException($"{id} has no summary.");

    private static string Markdown(XNode node, Type type) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement element when element.Attribute("cref") is { } cref => $"`{Name(cref.Value, type)}`",
        XElement element when element.Attribute("langword") is { } word => $"`{word.Value}`",
        _ => throw new InvalidOperationException($"What is <{node}> on a page?"),
    };

    // A member is named with its type, unless it is one of the type that is described.
    private static string Name(string cref, Type type)
    {
        var parts = Parameters().Replace(cref, "")[2..].Split('.');
        return cref[0] == 'T' || parts[^2] == type.Name ? parts[^1] : $"{parts[^2]}.{parts[^1]}";
    }

    [GeneratedRegex(@"^.+?\.(?=\s+[A-Z`])")]
    private static partial Regex FirstSentence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\(.*\)|``?\d+")]
    private static partial Regex Parameters();
}
