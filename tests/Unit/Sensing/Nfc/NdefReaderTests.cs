using System.Text;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>Vectors written from NFC Forum NDEF 1.0, URI RTD 1.0, Text RTD 1.0 and Smart Poster RTD 1.1.</summary>
public sealed class NdefReaderTests
{
    [Theory]
    [InlineData("d1 01 0c 55 04 6578616d706c652e636f6d", "https://example.com")]
    [InlineData("c1 01 0000000c 55 04 6578616d706c652e636f6d", "https://example.com")] // long record
    [InlineData("d9 01 0c 02 55 6162 04 6578616d706c652e636f6d", "https://example.com")] // with an id
    [InlineData("d1 01 05 55 00 613a6263", "a:bc")]
    [InlineData("d1 01 07 55 23 6e66633a736e", "urn:nfc:nfc:sn")]
    [InlineData("d1 01 01 55 00", "")]
    public void UriRecordGivesTheWholeUri(string hex, string uri) => Assert.Equal(uri, One(hex).Uri);

    [Theory]
    [InlineData("d1 01 08 54 02 656e 48656c6c6f", "Hello", "en", "UTF-8")]
    [InlineData("d1 01 07 54 82 656e 0048 0069", "Hi", "en", "UTF-16")] // no byte order mark: big-endian
    [InlineData("d1 01 09 54 82 656e fffe 4800 6900", "Hi", "en", "UTF-16")]
    [InlineData("d1 01 09 54 82 656e feff 0048 0069", "Hi", "en", "UTF-16")]
    [InlineData("d1 01 09 54 05 64652d4154 c3bc 61", "üa", "de-AT", "UTF-8")]
    public void TextRecordGivesTextAndLanguage(string hex, string text, string language, string encoding)
    {
        var record = One(hex);
        Assert.Equal((text, language, encoding), (record.Text, record.Language, record.Encoding));
    }

    [Fact]
    public void EveryPrefixOfTheUriTableIsKnownAndTheNextIsNot()
    {
        Assert.Equal("tel:1", One("d1 01 02 55 05 31").Uri);
        for (byte code = 0; code < UriPrefixes.Count; code++)
        {
            Assert.True(Read($"d1 01 02 55 {code:x2} 31").IsSound);
        }

        Assert.Equal(36, UriPrefixes.Count);
        Assert.Equal("record 1: URI prefix code 36 is reserved", Read("d1 01 02 55 24 31").Problem);
    }

    [Fact]
    public void SmartPosterGivesItsUriTitleAndAction()
    {
        var record = One("d1 02 21 53 70" + "91 01 0a 55 03 6e666370792e6f7267" + "11 01 08 54 02 656e 6e66637079" + "51 03 01 616374 01");
        Assert.Equal(("http://nfcpy.org", "nfcpy", "save"), (record.Uri, record.Text, record.Action));
    }

    [Fact]
    public void ChunksAreJoined()
    {
        // "https://" + "exa" + "mple" + ".com": first chunk, middle chunk, last chunk (section 2.3.3).
        var record = One("b1 01 04 55 04 657861" + "36 00 04 6d706c65" + "56 00 04 2e636f6d");
        Assert.Equal("https://example.com", record.Uri);
    }

    [Fact]
    public void RecordsOfOtherTypesPassAsTheyAre()
    {
        var records = Read("91 01 02 55 00 61" + "12 0a 03 746578742f706c61696e 616263" + "54 03 01 613a62 ff").Records;
        Assert.Equal(["U", "text/plain", "a:b"], records.Select(record => record.Type));
        Assert.Equal([1, 2, 4], records.Select(record => record.TypeNameFormat));
        Assert.Equal("abc", Encoding.ASCII.GetString(records[1].Payload.Span));
    }

    [Fact]
    public void EmptyRecordIsABlankTag() => Assert.Equal(0, One("d0 00 00").TypeNameFormat);

    [Theory]
    [InlineData("", "an NDEF message has at least one record; there are no bytes")]
    [InlineData("d1", "record 1: the header is cut off")]
    [InlineData("d1 01 05 55 04", "record 1: 9 bytes are announced and 5 are there")]
    [InlineData("c1 01 ffffffff 55 04", "record 1: 4294967302 bytes are announced and 8 are there")]
    [InlineData("51 01 02 55 00 61", "record 1: the first record has no message-begin flag")]
    [InlineData("91 01 02 55 00 61", "the last record has no message-end flag")]
    [InlineData("91 01 02 55 00 61 d1 01 02 55 00 61", "record 2: a message-begin flag in the middle of a message")]
    [InlineData("d1 01 02 55 00 61 00", "1 bytes after the last record")]
    [InlineData("d7 00 00", "record 1: TNF 7 is reserved")]
    [InlineData("d6 00 00", "record 1: a chunk that continues no record")]
    [InlineData("d1 00 00", "record 1: TNF 1 without a type")]
    [InlineData("d5 01 00 55", "record 1: a record of unknown type with a type")]
    [InlineData("d0 00 01 55", "record 1: an empty record with something in it")]
    [InlineData("f1 01 02 55 00 61", "record 1: a message-end flag on a chunk that is to be continued")]
    [InlineData("b1 01 02 55 00 61", "record 1: the message ends between two chunks")]
    [InlineData("b1 01 02 55 00 61 51 01 01 55 61", "record 1: a chunk that does not say \"unchanged\" for its type")]
    [InlineData("d1 01 00 55", "record 1: a URI record without its prefix code")]
    [InlineData("d1 01 02 55 03 80", "record 1: the URI is not UTF-8")]
    [InlineData("d1 01 02 55 03 00", "record 1: the URI has control characters in it")]
    [InlineData("d1 01 01 54 00", "record 1: a text record without a language")]
    [InlineData("d1 01 01 54 01", "record 1: the language code is cut off")]
    [InlineData("d1 01 04 54 82 656e 54", "record 1: the text is not UTF-16")]
    [InlineData("d1 02 00 53 70", "record 1: in the smart poster: an NDEF message has at least one record; there are no bytes")]
    public void WhatBreaksTheSpecificationIsSaid(string hex, string problem) => Assert.Equal(problem, Read(hex).Problem);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void AnyBytesAreSurvived(int seed)
    {
        var random = new Random(seed);
        var valid = Bytes("b1 01 04 55 04 657861 36 00 04 6d706c65 16 00 04 2e636f6d 51 01 08 54 02 656e 48656c6c6f");
        for (var i = 0; i < 20_000; i++)
        {
            byte[] bytes;
            if (i % 2 == 0)
            {
                bytes = new byte[random.Next(40)];
                random.NextBytes(bytes);
            }
            else
            {
                bytes = [.. valid[..random.Next(valid.Length)]];
                for (var flips = random.Next(1, 4); flips > 0 && bytes.Length > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }
            }

            var message = NdefReader.Read(bytes);
            Assert.True(message.Records.Sum(record => record.Payload.Length) <= bytes.Length);
            Assert.True(message.Records.Count <= NdefReader.RecordsMax);
            NdefJson.Write(message);
        }
    }

    private static NdefRecord One(string hex)
    {
        var message = Read(hex);
        Assert.Equal("", message.Problem);
        return Assert.Single(message.Records);
    }

    private static NdefMessage Read(string hex) => NdefReader.Read(Bytes(hex));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
