public static partial class Mail
{
    private const string Older = "mail.post";
    [Task(Aliases = new[] { "letters.send", Older, " ", "mail.send", "letters.send" })] public static void Send(string to) { }
    [Task("mail.read", Queue = "in", Aliases = ["letters.\"read\""])] public static void Read() { }
}
