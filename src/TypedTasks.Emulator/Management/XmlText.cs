using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace TypedTasks.Emulator.Management;

/// <summary>Reads XML of limited depth, without document types and without anything from elsewhere; writes what it reads.</summary>
internal static class XmlText
{
    private const int MaxDepth = 16;

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        CheckCharacters = true,
    };

    // A message may have properties with characters that XML has not, and so may a rule.
    private static readonly XmlReaderSettings Own = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1,
        CheckCharacters = false,
    };

    private static readonly XmlWriterSettings Plain = new() { OmitXmlDeclaration = true, CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize };

    /// <summary>Reads what was written here.</summary>
    public static XElement Parse(string text) => Parse(() => XmlReader.Create(new StringReader(text), Own));

    /// <summary>Reads what a client sent.</summary>
    public static XElement Parse(byte[] text) => Parse(() => XmlReader.Create(new MemoryStream(text), Strict));

    public static string Write(XElement element)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = XmlWriter.Create(text, Plain))
            element.WriteTo(writer);
        return text.ToString();
    }

    private static XElement Parse(Func<XmlReader> open)
    {
        try
        {
            // Depth is known before anything is built from it.
            using (var survey = open())
                while (survey.Read())
                    if (survey.Depth > MaxDepth)
                        throw ManagementException.BadRequest($"The description is nested more than {MaxDepth} levels deep.");
            using var reader = open();
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException broken)
        {
            throw ManagementException.BadRequest($"The description is not valid XML: {broken.Message}");
        }
    }
}
