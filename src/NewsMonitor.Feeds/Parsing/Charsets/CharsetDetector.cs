using System.Buffers;
using System.Text;

namespace NewsMonitor.Feeds.Parsing.Charsets;

/// <summary>
/// Tells the charset of a body that names none, by the letters that its bytes would be: under the right charset they are those of a language
/// (<see cref="Writings"/>), under a wrong one they are not. Looks at the words beyond ASCII only, and at the first few thousand bytes of them.
/// </summary>
internal static class CharsetDetector
{
    /// <summary>Bytes looked at: a page of text, which tells as much as a book.</summary>
    private const int SampleLength = 6000;

    /// <summary>Least mean likelihood of a letter; what says less is no text that we know.</summary>
    private const double Least = 0.3;

    /// <summary>Least sum of likelihoods: two or three letters are no evidence.</summary>
    private const double LeastEvidence = 2.5;

    private static readonly (string Name, Encoding Encoding, Writing[] Writings)[] Candidates =
    [
        .. Writings.All.SelectMany(writing => writing.Charsets).Distinct(StringComparer.Ordinal).Select(
            name => (name, Decoder(name), Writings.All.Where(writing => writing.Charsets.Contains(name)).ToArray())),
    ];

    /// <summary>The charset, or null when no known one makes words of it.</summary>
    public static Encoding? Detect(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("\u001b$B"u8) >= 0 || body.IndexOf("\u001b$@"u8) >= 0)
            return CharsetName.Find("iso-2022-jp");
        var sample = ArrayPool<byte>.Shared.Rent(SampleLength);
        var text = ArrayPool<char>.Shared.Rent(SampleLength * 2);
        try
        {
            var words = sample.AsSpan(0, Words(body, sample.AsSpan(0, SampleLength)));
            if (words.IsEmpty)
                return null;
            string? best = null;
            var most = Least;
            foreach (var (name, encoding, writings) in Candidates)
            {
                var characters = text.AsSpan(0, encoding.GetChars(words, text));
                foreach (var writing in writings)
                {
                    var (mean, sum) = writing.Likelihood(characters);
                    if (mean > most + 1e-9 && sum >= LeastEvidence)
                        (best, most) = (name, mean);
                }
            }

            return CharsetName.Find(best);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(sample);
            ArrayPool<char>.Shared.Return(text);
        }
    }

    /// <summary>Copies the words that have a byte beyond ASCII. Bytes that end a word here are no part of a character in any charset of the list.</summary>
    private static int Words(ReadOnlySpan<byte> body, Span<byte> words)
    {
        var length = 0;
        while (body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var high and >= 0)
        {
            var start = body[..high].LastIndexOfAny(Ends) + 1;
            var end = body[high..].IndexOfAny(Ends);
            end = end < 0 ? body.Length : high + end;
            var word = body[start..end];
            if (length + word.Length + 1 > words.Length)
                return length > 0 ? length : Cut(body[high..], words);
            word.CopyTo(words[length..]);
            words[length + word.Length] = (byte)' ';
            length += word.Length + 1;
            body = body[end..];
        }

        return length;
    }

    private static int Cut(ReadOnlySpan<byte> word, Span<byte> words)
    {
        word[..words.Length].CopyTo(words);
        return words.Length;
    }

    private static readonly SearchValues<byte> Ends = SearchValues.Create([.. Enumerable.Range(0, 0x30).Concat(Enumerable.Range(0x3A, 6)).Select(b => (byte)b)]);

    private static Encoding Decoder(string name)
    {
        var encoding = (Encoding)CharsetName.Find(name)!.Clone();
        encoding.DecoderFallback = new DecoderReplacementFallback("\ufffd");
        return encoding;
    }
}
