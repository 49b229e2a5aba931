using System.Xml.Linq;

namespace TypedTasks.Emulator.Management;

/// <summary>Wraps descriptions into ATOM, whose ids and links are what clients take names and pages from.</summary>
internal sealed class AtomWriter(string root, string query, long now)
{
    private const string Namespace = "sbemulatorns";

    private readonly string updated = DescriptionWriter.Time(now);

    public XElement Entry(string path, string title, XElement description) => new(Xmlns.Atom + "entry",
        new XElement(Xmlns.Atom + "id", UrlOf(path)),
        Title(title),
        new XElement(Xmlns.Atom + "published", Written(description, "CreatedAt")),
        new XElement(Xmlns.Atom + "updated", Written(description, "UpdatedAt")),
        new XElement(Xmlns.Atom + "author", new XElement(Xmlns.Atom + "name", Namespace)),
        Link("self", UrlOf(path)),
        new XElement(Xmlns.Atom + "content", new XAttribute("type", "application/xml"), description));

    public XElement Feed(string path, string title, IEnumerable<XElement> entries, string? nextQuery) => new(Xmlns.Atom + "feed",
        Title(title),
        new XElement(Xmlns.Atom + "id", UrlOf(path)),
        new XElement(Xmlns.Atom + "updated", updated),
        Link("self", UrlOf(path)),
        nextQuery is null ? null : Link("next", $"{root}{Escape(path)}?{nextQuery}"),
        entries);

    /// <summary>What the service answers where nothing lives: it has no 404 for queues and topics.</summary>
    public XElement Nothing() => new(Xmlns.Atom + "feed",
        Title("Publicly Listed Services"),
        new XElement(Xmlns.Atom + "subtitle", new XAttribute("type", "text"), "This is the list of publicly-listed services currently available."),
        new XElement(Xmlns.Atom + "id", $"uuid:{Guid.NewGuid()};id=1"),
        new XElement(Xmlns.Atom + "updated", updated),
        new XElement(Xmlns.Atom + "generator", "Service Bus 1.1"));

    public XElement NamespaceInfo(long startedAt, string tier) => Entry("$namespaceinfo", Namespace, new XElement(Xmlns.Connect + "NamespaceInfo",
        new XAttribute(XNamespace.Xmlns + "i", Xmlns.Instance),
        DescriptionWriter.Property("CreatedTime", DescriptionWriter.Time(startedAt)),
        DescriptionWriter.Property("MessagingSKU", tier),
        DescriptionWriter.Property("ModifiedTime", DescriptionWriter.Time(startedAt)),
        DescriptionWriter.Property("Name", Namespace),
        DescriptionWriter.Property("NamespaceType", "Messaging")));

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString)).Replace("%24", "$", StringComparison.Ordinal);

    private static XElement Title(string text) => new(Xmlns.Atom + "title", new XAttribute("type", "text"), text);

    private static XElement Link(string relation, string url) =>
        new(Xmlns.Atom + "link", new XAttribute("rel", relation), new XAttribute("href", url));

    private string Written(XElement description, string name) => description.Element(Xmlns.Connect + name)?.Value ?? updated;

    private string UrlOf(string path) => $"{root}{Escape(path)}?{query}";
}
