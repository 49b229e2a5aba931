using System.Globalization;
using System.Text;

namespace TypedTasks.Emulator.Http;

/// <summary>An answer that is written at once, head and body in one piece.</summary>
internal sealed record HttpResponse(int Status, string ContentType = "", byte[]? Body = null)
{
    /// <summary>Headers beside those that every answer has.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static HttpResponse Text(int status, string text) => new(status, "text/plain;charset=utf-8", Encoding.UTF8.GetBytes(text));

    public byte[] Encode(DateTimeOffset now, bool isPersistent)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {Reason(Status)}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Date: {now:R}\r\n");
        head.Append("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");
        if (Body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body?.Length ?? 0}\r\n");
        foreach (var (name, value) in Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (!isPersistent)
            head.Append("Connection: close\r\n");
        head.Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. Body ?? []];
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        201 => "Created",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Internal Server Error",
    };
}
