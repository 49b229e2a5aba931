using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TypedTasks.Emulator.Http;

/// <summary>Reads requests off a connection: what is too long, too slow or not to be understood in one way only is refused.</summary>
internal sealed class HttpReader(Stream stream, Action<int> setTimeout, TimeProvider time)
{
    private const int MaxHead = 16 * 1024;
    private const int MaxHeaders = 64;
    private const int MaxBody = 256 * 1024;
    private const int IdleMilliseconds = 60_000;
    private const int HeadMilliseconds = 10_000;
    private const int BodyMilliseconds = 30_000;

    private byte[] buffer = new byte[2048];
    private int start;
    private int end;
    private long deadline;

    /// <summary>What was read and belongs to nothing yet.</summary>
    public ReadOnlySpan<byte> Rest => buffer.AsSpan(start, end - start);

    private long Now => (long)time.GetElapsedTime(0).TotalMilliseconds;

    /// <summary>Reads the next head; null if the peer has left in good order.</summary>
    public HttpRequest? ReadHead()
    {
        deadline = Now + IdleMilliseconds;
        if (start == end && !Fill(MaxHead))
            return null;
        deadline = Now + HeadMilliseconds;
        var lines = new List<string>();
        var left = MaxHead;
        for (var line = ReadLine(ref left); line.Length > 0; line = ReadLine(ref left))
        {
            if (lines.Count > MaxHeaders)
                throw new HttpException(431, $"The request has more than {MaxHeaders} headers.");
            lines.Add(line);
        }

        return lines.Count == 0 ? throw Malformed("request line") : Parse(lines);
    }

    /// <summary>Reads the body that a head announces. Called for those alone who may send one.</summary>
    public byte[] ReadBody(HttpRequest request)
    {
        deadline = Now + BodyMilliseconds;
        var (length, coding) = (request.Header("Content-Length"), request.Header("Transfer-Encoding"));
        if (length is not null && coding is not null)
            throw Malformed("length: it is given in two ways");
        if (length is null && coding is null)
            return [];
        if (request.HasToken("Expect", "100-continue"))
            stream.Write("HTTP/1.1 100 Continue\r\n\r\n"u8);
        if (coding is not null && !coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            throw new HttpException(501, $"The transfer encoding '{coding}' is not supported.");
        return length is not null ? Take(ParseLength(length, NumberStyles.None)) : ReadChunks();
    }

    private static HttpException Malformed(string what) => new(400, $"The request has a malformed {what}.");

    private static HttpRequest Parse(List<string> lines)
    {
        var parts = lines[0].Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0]))
            throw Malformed("request line");
        if (parts[2] is not ("HTTP/1.1" or "HTTP/1.0"))
            throw new HttpException(505, "Only HTTP/1.1 is spoken here.");
        if (parts[1].Length == 0 || parts[1][0] != '/')
            throw Malformed("target: a path was expected");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !IsToken(line[..colon]))
                throw Malformed("header");
            // A header that comes twice could be read in two ways.
            if (!headers.TryAdd(line[..colon], line[(colon + 1)..].Trim()))
                throw Malformed($"header: '{line[..colon]}' is given twice");
        }

        return new(parts[0], parts[1], parts[2] == "HTTP/1.1", headers);
    }

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal));

    private static int ParseLength(string text, NumberStyles style)
    {
        if (!long.TryParse(text, style, CultureInfo.InvariantCulture, out var length) || length < 0)
            throw Malformed("length");
        return length <= MaxBody ? (int)length : throw new HttpException(413, $"The body is longer than {MaxBody} bytes.");
    }

    private byte[] ReadChunks()
    {
        var body = new MemoryStream();
        while (true)
        {
            var left = 256;
            var line = ReadLine(ref left);
            var size = ParseLength(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier);
            if (size == 0)
                break;
            if (body.Length + size > MaxBody)
                throw new HttpException(413, $"The body is longer than {MaxBody} bytes.");
            body.Write(Take(size));
            left = 2;
            if (ReadLine(ref left).Length > 0)
                throw Malformed("chunk");
        }

        var trailers = MaxHead;
        while (ReadLine(ref trailers).Length > 0)
        {
            // Trailers say nothing that matters here.
        }

        return body.ToArray();
    }

    private string ReadLine(ref int left)
    {
        while (true)
        {
            var end = Rest.IndexOf("\r\n"u8);
            if (end > left || (end < 0 && Rest.Length > left))
                throw new HttpException(431, $"The head of the request is longer than {MaxHead} bytes.");
            if (end >= 0)
            {
                var text = Encoding.Latin1.GetString(Rest[..end]);
                if (text.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
                    throw Malformed("line");
                left -= end;
                start += end + 2;
                return text;
            }

            if (!Fill(MaxHead * 2))
                throw Malformed("head: it ends too early");
        }
    }

    private byte[] Take(int length)
    {
        var bytes = new byte[length];
        var taken = Math.Min(length, end - start);
        buffer.AsSpan(start, taken).CopyTo(bytes);
        start += taken;
        while (taken < length)
        {
            var count = Read(bytes.AsSpan(taken));
            if (count == 0)
                throw Malformed("body: it ends too early");
            taken += count;
        }

        return bytes;
    }

    private bool Fill(int limit)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length && buffer.Length < limit)
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit));
        var count = Read(buffer.AsSpan(end));
        end += count;
        return count > 0;
    }

    private int Read(Span<byte> target)
    {
        // The whole has a deadline: whoever sends a byte now and then is late all the same.
        var left = deadline - Now;
        if (left <= 0)
            throw new HttpException(408, "The request did not arrive in time.");
        setTimeout((int)left);
        try
        {
            return stream.Read(target);
        }
        catch (IOException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock })
        {
            throw new HttpException(408, "The request did not arrive in time.");
        }
    }
}
