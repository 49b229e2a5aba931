using System.Xml;
using System.Xml.Linq;

namespace TypedTasks.Emulator.Management;

/// <summary>Reads XML of limited depth, without document types and without anything from elsewhere.</summary>
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

    public static XElement Parse(string text) => Parse(() => XmlReader.Create(new StringReader(text), Strict));

    public static XElement Parse(byte[] text) => Parse(() => XmlReader.Create(new MemoryStream(text), Strict));

    private static XElement Parse(Func<XmlReader> open)
    {
        try
        {
            // Depth is known before anything is built from it.
            using (var survey = open())
                while (survey.Read())
                    if (survey.Depth > MaxDepth) throw ManagementException.BadRequest($"The description is nested more than {MaxDepth} levels deep.");
            using var reader = open();
            return XElement.Load(reader);
        }
        catch (XmlException broken)
        {
            throw ManagementException.BadRequest($"The description is not valid XML: {broken.Message}");
        }
    }
}
