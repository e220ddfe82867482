package org.apache.http.entity.mime;

import java.io.File;

import org.apache.http.HttpEntity;

/** Stands in for that of httpmime 4.5 where classes are compiled; the generator's jar has the other libraries. It sends no file. */
public final class MultipartEntityBuilder {
    public static MultipartEntityBuilder create() {
        return new MultipartEntityBuilder();
    }

    public MultipartEntityBuilder addBinaryBody(String name, File file) {
        return this;
    }

    public MultipartEntityBuilder addTextBody(String name, String text) {
        return this;
    }

    public HttpEntity build() {
        throw new UnsupportedOperationException("put httpmime on the class path");
    }
}
