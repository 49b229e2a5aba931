using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TypedTasks.Dashboard.Html;

namespace TypedTasks.Dashboard.Serving;

/// <summary>What became of an action, carried in the address of the page that follows. It is signed, so that nobody can make the dashboard say something; another process than the one that signed shows nothing.</summary>
internal static class Notices
{
    private const int Mac = 16;
    private const int MostLetters = 600;

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static string Write(Said said)
    {
        var text = said.Text.Length <= MostLetters ? said.Text : said.Text[..MostLetters];
        byte[] content = [said.IsGood ? (byte)1 : (byte)0, .. Encoding.UTF8.GetBytes(text)];
        return Base64Url.EncodeToString([.. HMACSHA256.HashData(Key, content).AsSpan(0, Mac), .. content]);
    }

    public static Said? Read(string? carried)
    {
        if (carried is null || !Base64Url.IsValid(carried))
            return null;
        var bytes = Base64Url.DecodeFromChars(carried);
        if (bytes.Length <= Mac)
            return null;
        var content = bytes.AsSpan(Mac);
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Key, content).AsSpan(0, Mac), bytes.AsSpan(0, Mac))
            ? new(Encoding.UTF8.GetString(content[1..]), content[0] == 1)
            : null;
    }
}
